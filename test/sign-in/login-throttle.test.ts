import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deleteExpiredAttempts, throttle } from "../../src/sign-in/login-throttle.ts";
import { advanceClock, resetClock, setClock } from "../fixtures/clock.ts";

const MINUTE = 60;

beforeEach(async () => {
  await env.DB.exec("DELETE FROM login_attempts");
  setClock();
});
afterEach(resetClock);

interface Options {
  isWrong?: boolean;
  client?: string;
  milliseconds?: number;
  db?: D1Database;
}

/** Attempts that are being made, and the most at once. */
let running = 0;
let most = 0;
beforeEach(() => {
  most = 0;
});

const attempt = ({ isWrong = true, client = "client", milliseconds = 0, db = env.DB }: Options = {}) =>
  throttle({
    db,
    client,
    async make() {
      most = Math.max(most, ++running);
      await scheduler.wait(milliseconds);
      running--;
      return isWrong;
    },
    wasWrong: (value) => value,
  });

async function failTimes(times: number, options: Options = {}): Promise<void> {
  for (let n = 0; n < times; n++) expect(await attempt(options)).toEqual({ state: "made", value: true });
}

const count = async () => (await env.DB.prepare("SELECT COUNT(*) AS n FROM login_attempts").first<{ n: number }>())?.n;

describe("the login throttle", () => {
  it("blocks a client after five wrong keys, for 15 minutes from the first one", async () => {
    await failTimes(1);
    advanceClock(5 * MINUTE);
    await failTimes(4);
    expect(await attempt()).toEqual({ state: "blocked", waitSeconds: 10 * MINUTE });
    advanceClock(10 * MINUTE - 2);
    expect(await attempt()).toMatchObject({ state: "blocked" });
    advanceClock(3);
    expect(await attempt()).toMatchObject({ state: "made" });
  });

  it("counts right keys neither for nor against a client", async () => {
    await failTimes(4);
    for (let n = 0; n < 6; n++) expect(await attempt({ isWrong: false })).toEqual({ state: "made", value: false });
    await failTimes(1);
    expect(await attempt({ isWrong: false })).toMatchObject({ state: "blocked" });
  });

  it("does not block other clients", async () => {
    await failTimes(5);
    expect(await attempt({ client: "another client" })).toMatchObject({ state: "made" });
  });

  it("lets no more than five attempts run at once, because all of them could fail", async () => {
    const made = await Promise.all(Array.from({ length: 12 }, () => attempt({ milliseconds: 200 })));
    const states = made.map(({ state }) => state);
    expect(states.sort()).toEqual([...Array(7).fill("blocked"), ...Array(5).fill("made")]);
    expect(most).toBe(5);
  });

  it("A73 calls no right key wrong while five others of the same network wait for a slow upstream", async () => {
    const slow = Array.from({ length: 5 }, () => attempt({ isWrong: false, milliseconds: 7_500 }));
    await scheduler.wait(50);
    const begun = performance.now();
    expect(await attempt({ isWrong: false })).toEqual({ state: "made", value: false });
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect((await Promise.all(slow)).map(({ state }) => state)).toEqual(Array(5).fill("made"));
    expect(await count()).toBe(0);
  });

  it("A73 lets a right key in while the database is full, down or does not answer", async () => {
    const broken = (run: () => Promise<never>) => {
      const statement = { bind: () => statement, first: run, run, all: run };
      // Only these are used.
      return { prepare: () => statement, batch: run } as unknown as D1Database;
    };
    const down = broken(() => Promise.reject(new Error("database or disk is full")));
    const silent = broken(() => new Promise<never>(() => {}));
    for (const db of [down, silent]) {
      expect(await attempt({ isWrong: false, db })).toEqual({ state: "made", value: false });
      expect(await attempt({ isWrong: true, db })).toEqual({ state: "made", value: true });
    }
  });

  it("A73 keeps no more rows than wrong keys of the last 15 minutes, whoever sends them", async () => {
    for (let n = 0; n < 30; n++) await failTimes(1, { client: `network ${n}` });
    expect(await count()).toBe(30);
    advanceClock(15 * MINUTE + 1);
    await failTimes(1, { client: "another network" });
    expect(await count()).toBe(1);
  });

  it("forgets wrong keys after 15 minutes, and not before", async () => {
    await failTimes(5);
    advanceClock(14 * MINUTE);
    await deleteExpiredAttempts(env.DB);
    expect(await count()).toBe(5);
    advanceClock(MINUTE + 1);
    await deleteExpiredAttempts(env.DB);
    expect(await count()).toBe(0);
  });
});
