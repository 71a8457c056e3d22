import { afterAll, beforeAll, expect, it } from "vitest";
import { upstream } from "../fixtures/fake-network.ts";
import { callTool } from "../fixtures/raw-mcp.ts";
import { inGroups, printFigures, type SoakUser, signInMany } from "./users.ts";

const USERS = 50;
/** Fewer than all users, so that this machine is not the bottleneck. */
const AT_ONCE = 10;
const CALLS = 15;
const PER_SECOND = 5;
const BURST = 10;
/** Above this, the machine is too busy for bursts. */
const MAX_STALL_MILLISECONDS = 5_000;

/** When the requests of each key were sent, in milliseconds. */
const sentAt = new Map<string, number[]>();
const { fetch: originalFetch } = globalThis;

beforeAll(() => {
  upstream.reset();
  globalThis.fetch = (input, init) => {
    const authorization = new Request(input, init).headers.get("Authorization") ?? "";
    sentAt.set(authorization, [...(sentAt.get(authorization) ?? []), Date.now()]);
    return originalFetch(input, init);
  };
});
afterAll(() => {
  globalThis.fetch = originalFetch;
});

/** By how many requests the times exceed a token bucket of `BURST` tokens that refills with `PER_SECOND`. */
function excessOf(times: readonly number[]): number {
  let [level, at, excess] = [0, 0, 0];
  for (const time of times) {
    level = Math.max(0, level - ((time - at) / 1000) * PER_SECOND) + 1;
    at = time;
    excess = Math.max(excess, level - BURST);
  }
  return excess;
}

/** The longest delay of a timer during `work`, in milliseconds. */
async function longestStall(work: Promise<unknown>): Promise<number> {
  let [isRunning, longest] = [true, 0];
  const done = work.finally(() => {
    isRunning = false;
  });
  while (isRunning) {
    const before = Date.now();
    await scheduler.wait(10);
    longest = Math.max(longest, Date.now() - before - 10);
  }
  await done;
  return longest;
}

it("each of 50 users is limited to a burst of 10 and 5 requests per second, and gets an answer or the time to retry", async () => {
  const users = await signInMany(USERS, 7_640_000);
  sentAt.clear();
  const outcomes = { answered: 0, "told when to try again": 0, otherwise: [] as string[] };
  const burst = ({ access_token }: SoakUser) =>
    Promise.all(
      Array.from({ length: CALLS }, async () => {
        const { text } = await callTool(access_token, "icu_get_fitness_summary");
        if (/Nothing was done\. Try again in \d+ s\./.test(text)) outcomes["told when to try again"]++;
        else if (/fitness \(CTL\)/.test(text)) outcomes.answered++;
        else outcomes.otherwise.push(text.slice(0, 300));
      }),
    );
  const stall = await longestStall(inGroups(users, AT_ONCE, burst));
  const requests = [...sentAt.values()];
  const excess = Math.max(...requests.map(excessOf));
  const sent = requests.reduce((sum, { length }) => sum + length, 0);
  const { answered, "told when to try again": told, otherwise } = outcomes;
  printFigures(
    `${USERS} users × ${CALLS} calls at once: ${answered} answered, ${told} told when to try again, ${otherwise.length} otherwise`,
  );
  printFigures(
    `${sent} requests to Intervals.icu; ${excess.toFixed(1)} beyond ${BURST} and ${PER_SECOND}/s, longest stall ${stall} ms`,
  );
  expect(otherwise).toEqual([]);
  expect(answered + told).toBe(USERS * CALLS);
  // A machine that stalls spreads the requests, so that none has to wait too long; test/account/rate-limiter.test.ts
  // checks the limit with a clock of its own.
  expect(told > 0 || stall > MAX_STALL_MILLISECONDS).toBe(true);
  // Requests that a stall delays are sent together.
  expect(excess).toBeLessThanOrEqual(1 + (stall / 1000) * PER_SECOND * 2);
});
