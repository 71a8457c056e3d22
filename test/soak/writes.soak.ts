import { env } from "cloudflare:workers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { requestApi, upstream } from "../fixtures/fake-network.ts";
import { callTool } from "../fixtures/raw-mcp.ts";
import { evictor, pick, printFigures, type SoakUser, signInMany } from "./users.ts";

const PEOPLE = 40;
const WRITES = 50;
/** Of all requests to Intervals.icu. */
const FAULTY = 0.2;
const FAULTS = ["drop_before", "drop_after", "429", "5xx", "slow", "empty"] as const;

const { fetch: reach } = globalThis;
let faults = 0;
let isFaulty = false;

beforeAll(() => {
  upstream.reset();
  globalThis.fetch = (input, init) => {
    if (isFaulty && Math.random() < FAULTY) {
      faults++;
      upstream.fail({ kind: pick(FAULTS), ms: 50 });
    }
    return reach(input, init);
  };
});
afterAll(() => {
  globalThis.fetch = reach;
});

/** What one call came to, as its answer says it. */
type Outcome = "done" | "not done" | "unknown";

interface Written {
  member: SoakUser;
  mark: string;
  outcome: Outcome;
}

/** Each kind of write in its own way: with a key of ours, found again in a list, partial. */
const KINDS: ((mark: string, n: number) => [string, Record<string, unknown>])[] = [
  (mark, n) => ["icu_create_event", { start_date: `+${1 + (n % 20)}d`, name: mark, category: "NOTE" }],
  (mark) => ["icu_create_gear", { name: mark, gear_type: "Shoes" }],
  (mark, n) => ["icu_update_wellness", { date: `-${n}d`, comments: mark }],
];

async function write(member: SoakUser, n: number): Promise<Written> {
  const mark = `Mark ${member.name} number ${n}.`;
  const [tool, args] = (KINDS[n % KINDS.length] ?? pick(KINDS))(mark, n);
  for (let tries = 0; tries < 20; tries++) {
    const { text } = await callTool(member.access_token, tool, args);
    const outcome = outcomeIn(text);
    // What was not done is asked for again, as a host does; what is not known is left to a person.
    if (outcome !== "not done") return { member, mark, outcome };
    await scheduler.wait(500 + Math.random() * 500);
  }
  return { member, mark, outcome: "not done" };
}

function outcomeIn(text: string): Outcome {
  if (/may or may not have been made|its outcome is unknown/.test(text)) return "unknown";
  return /"isError":true/.test(text) ? "not done" : "done";
}

/** All records at Intervals.icu that may contain a mark. */
async function heldOf({ key }: SoakUser): Promise<string> {
  const today = Date.now();
  const day = (offset: number) => new Date(today + offset * 86_400_000).toISOString().slice(0, 10);
  const range = `oldest=${day(-WRITES - 3)}&newest=${day(25)}`;
  const parts = ["gear.json", `events.json?${range}`, `wellness.json?${range}`].map(async (path) =>
    (await requestApi(key, `athlete/0/${path}`)).text(),
  );
  return (await Promise.all(parts)).join("\n");
}

it("neither loses, duplicates nor misdirects any of 2,000 writes while a fifth of all requests fails", async () => {
  const users = await signInMany(PEOPLE, 7_650_000);
  isFaulty = true;
  const accounts = evictor([() => env.ACCOUNT.getByName(pick(users).uid)]);
  const result = await Promise.all(
    users.map(async (member) => {
      const written: Written[] = [];
      for (let n = 0; n < WRITES; n++) {
        accounts.maybe();
        written.push(await write(member, n));
      }
      return written;
    }),
  );
  const evictions = await accounts.count();
  isFaulty = false;
  upstream.reset();

  const written = result.flat();
  const held = new Map(await Promise.all(users.map(async (one) => [one.name, await heldOf(one)] as const)));
  const timesIn = (name: string, mark: string) => (held.get(name) ?? "").split(mark).length - 1;
  const count = (outcome: Outcome) => written.filter((one) => one.outcome === outcome);
  const lost = count("done").filter(({ member, mark }) => timesIn(member.name, mark) === 0);
  const doubled = written.filter(({ member, mark }) => timesIn(member.name, mark) > 1);
  const claimed = count("not done").filter(({ member, mark }) => timesIn(member.name, mark) > 0);
  const foreign = users.filter(({ name }) => new RegExp(`Mark (?!${name} )`).test(held.get(name) ?? ""));
  printFigures(
    `${written.length} writes, ${faults} faults, ${evictions} evictions: ${count("done").length} done, ${count("unknown").length} unknown, ${count("not done").length} not done; ${lost.length} lost, ${doubled.length} doubled, ${foreign.length} people with somebody else's`,
  );
  const marks = (list: readonly Written[]) => list.map(({ mark }) => mark);
  expect([marks(lost), marks(doubled), marks(claimed), foreign]).toEqual([[], [], [], []]);
  expect(written).toHaveLength(PEOPLE * WRITES);
  expect(count("done").length).toBeGreaterThan(written.length * 0.9);
});
