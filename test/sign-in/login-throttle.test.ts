import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deleteExpiredAttempts, reserveAttempt, settleAttempt } from "../../src/sign-in/login-throttle.ts";
import { advanceClock, resetClock, setClock } from "../fixtures/clock.ts";

const MINUTE = 60;

beforeEach(async () => {
  await env.DB.exec("DELETE FROM login_attempts");
  setClock();
});
afterEach(resetClock);

const reserve = (client = "client") => reserveAttempt(env.DB, client);

async function attempt({ wasWrong, client = "client" }: { wasWrong: boolean; client?: string }): Promise<void> {
  const reserved = await reserve(client);
  if (reserved.state !== "reserved") throw new Error(reserved.state);
  await settleAttempt(env.DB, { id: reserved.id, wasWrong });
}

async function failFiveTimes(): Promise<void> {
  for (let n = 0; n < 5; n++) await attempt({ wasWrong: true });
}

describe("the login throttle", () => {
  it("blocks a client after five wrong keys, for 15 minutes from the first one", async () => {
    await attempt({ wasWrong: true });
    advanceClock(5 * MINUTE);
    for (let n = 0; n < 4; n++) await attempt({ wasWrong: true });
    expect(await reserve()).toEqual({ state: "blocked", waitSeconds: 10 * MINUTE });
    advanceClock(10 * MINUTE - 2);
    expect(await reserve()).toMatchObject({ state: "blocked" });
    advanceClock(3);
    expect(await reserve()).toMatchObject({ state: "reserved" });
  });

  it("counts right keys neither for nor against a client", async () => {
    for (let n = 0; n < 4; n++) await attempt({ wasWrong: true });
    for (let n = 0; n < 6; n++) await attempt({ wasWrong: false });
    await attempt({ wasWrong: true });
    expect(await reserve()).toMatchObject({ state: "blocked" });
  });

  it("does not block other clients", async () => {
    await failFiveTimes();
    expect(await reserve("another client")).toMatchObject({ state: "reserved" });
  });

  it("lets no more than five attempts run at once, because all of them could fail", async () => {
    const states = (await Promise.all(Array.from({ length: 8 }, () => reserve()))).map(({ state }) => state);
    expect(states.sort()).toEqual([...Array(3).fill("busy"), ...Array(5).fill("reserved")]);
  });

  it("stops counting an attempt that never ended after 15 seconds", async () => {
    for (let n = 0; n < 5; n++) await reserve();
    advanceClock(13);
    expect(await reserve()).toEqual({ state: "busy" });
    advanceClock(3);
    expect(await reserve()).toMatchObject({ state: "reserved" });
  });

  it("forgets wrong keys after 15 minutes, and not before", async () => {
    const count = async () =>
      (await env.DB.prepare("SELECT COUNT(*) AS n FROM login_attempts").first<{ n: number }>())?.n;
    await failFiveTimes();
    advanceClock(14 * MINUTE);
    await deleteExpiredAttempts(env.DB);
    expect(await count()).toBe(5);
    advanceClock(MINUTE + 1);
    await deleteExpiredAttempts(env.DB);
    expect(await count()).toBe(0);
  });
});
