import { evictDurableObject } from "cloudflare:test";
import { upstream } from "../fixtures/fake-network.ts";
import { registerApp, type SignedInUser, signIn } from "../fixtures/oauth-client.ts";

/** A user with a unique name. */
export interface SoakUser extends SignedInUser {
  key: string;
  name: string;
}

/** Signs in `size` users, each with a key, an app and a grant. Their athlete ids begin with `first`, which differs by file. */
export async function signInMany(size: number, first: number): Promise<SoakUser[]> {
  const numbers = Array.from({ length: size }, (_, index) => first + index);
  return inGroups(numbers, 10, async (number) => {
    const key = `soak${number}key0000000000`;
    const name = `Canary ${number}`;
    await upstream.addAthlete({ key, id: `i${number}`, name });
    return { ...(await signIn({ key, app: await registerApp() })), key, name };
  });
}

/** Runs at most `atOnce` items at the same time. Returns the results in the order of the items. */
export async function inGroups<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  run: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const work = async () => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) results[index] = await run(item, index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}

/**
 * Evicts objects at random. Call `maybe` between the steps of the work, because load may delay timers. `count` waits for
 * all evictions and returns their number.
 */
export function evictor(kinds: readonly (() => DurableObjectStub)[]) {
  const evictions: Promise<boolean>[] = [];
  return {
    maybe(probability = 0.1): void {
      if (Math.random() > probability) return;
      const evicting = evictDurableObject(pick(kinds)());
      // An object that is not in memory cannot be evicted.
      evictions.push(
        evicting.then(
          () => true,
          () => false,
        ),
      );
    },
    count: async () => (await Promise.all(evictions)).filter(Boolean).length,
  };
}

export const pick = <Item>(items: readonly Item[]): Item => {
  const item = items[Math.floor(Math.random() * items.length)];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
};

export const printFigures = (figures: string): void => console.info(`soak: ${figures}`);
