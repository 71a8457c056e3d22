import { evictDurableObject } from "cloudflare:test";
import { upstream } from "../fixtures/fake-network.ts";
import { registerApp, type SignedInUser, signIn } from "../fixtures/oauth-client.ts";

/** One of many, with a name that nobody else has. */
export interface SoakUser extends SignedInUser {
  key: string;
  name: string;
}

/** People with a key, an app and a grant each. `first` keeps the athletes of each file apart. */
export async function signInMany(size: number, first: number): Promise<SoakUser[]> {
  const numbers = Array.from({ length: size }, (_, index) => first + index);
  return inGroups(numbers, 10, async (number) => {
    const key = `soak${number}key0000000000`;
    const name = `Canary ${number}`;
    await upstream.addAthlete({ key, id: `i${number}`, name });
    return { ...(await signIn({ key, app: await registerApp() })), key, name };
  });
}

/** All of them, so many at a time; results in order. */
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
      // Typed arrays of items never have a hole.
      if (item !== undefined) results[index] = await run(item, index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}

/**
 * Takes objects out of memory now and then: `maybe` is called between the steps of the work, because timers may starve
 * under it. `count` waits for the last ones and says how many there were.
 */
export function evictor(kinds: readonly (() => DurableObjectStub)[]) {
  const evictions: Promise<boolean>[] = [];
  return {
    maybe(probability = 0.1): void {
      if (Math.random() > probability) return;
      const evicting = evictDurableObject(pick(kinds)());
      // One that sleeps already cannot be evicted.
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
