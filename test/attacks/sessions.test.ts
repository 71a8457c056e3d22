import { evictDurableObject, listDurableObjectIds, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { upstream } from "../fixtures/fake-network.ts";
import { fetchWorker, refresh, registerApp, type SignedInUser, signIn } from "../fixtures/oauth-client.ts";
import { openSession, sendInSession } from "../fixtures/raw-mcp.ts";

const ALICE = { key: "sessions0key00000000000", id: "i7530001", name: "Alice Sessionway" };
const BOB = { key: "sessions1key00000000000", id: "i7530002", name: "Bob Sessionway" };

let alice: SignedInUser;
let bob: SignedInUser;
beforeAll(async () => {
  upstream.reset();
  await upstream.addAthlete(ALICE);
  await upstream.addAthlete(BOB);
  alice = await signIn({ key: ALICE.key });
  bob = await signIn({ key: BOB.key });
});

const whoAmI = (token: string, session: string) =>
  sendInSession(token, session, {
    id: 2,
    method: "tools/call",
    params: { name: "icu_get_athlete_profile", arguments: {} },
  });
const tablesOf = (stub: DurableObjectStub) =>
  runInDurableObject(stub, (_, { storage }) =>
    storage.sql.exec("SELECT name FROM sqlite_master WHERE name NOT LIKE '\\_cf%' ESCAPE '\\'").toArray(),
  );

describe("a session", () => {
  it("A32 that is evicted is not opened by another user, and keeps its owner", async () => {
    const session = await openSession(alice.access_token);
    const object = env.MCP_SESSION.getByName(`streamable-http:${session.split(".")[0]}`);
    for (let round = 0; round < 3; round++) {
      await evictDurableObject(object);
      const [stolen, own] = await Promise.all([whoAmI(bob.access_token, session), whoAmI(alice.access_token, session)]);
      expect([stolen.status, stolen.text.includes(ALICE.name)]).toEqual([404, false]);
      expect([own.text.includes(ALICE.name), own.text.includes(BOB.name)]).toEqual([true, false]);
    }
  });

  it("A34 is not created by invented ids", async () => {
    const before = (await listDurableObjectIds(env.MCP_SESSION)).length;
    const invented = Array.from({ length: 100 }, () => {
      const id = crypto.getRandomValues(new Uint8Array(32)).toHex();
      const suffix = crypto.getRandomValues(new Uint8Array(32)).toBase64({ alphabet: "base64url", omitPadding: true });
      return `${id}.${suffix}`;
    });
    const answers = await Promise.all(invented.map((session) => whoAmI(alice.access_token, session)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
    expect((await listDurableObjectIds(env.MCP_SESSION)).length).toBe(before);
  });

  it("A34 and no account is created by invented tokens", async () => {
    const uid = `u${crypto.randomUUID().slice(0, 26)}`;
    expect((await refresh(await registerApp(), `${uid}:${"g".repeat(16)}:${"s".repeat(32)}`)).status).toBe(400);
    expect(await tablesOf(env.ACCOUNT.getByName(uid))).toEqual([]);
  });

  it("A35 replays no events to another user", async () => {
    const session = await openSession(alice.access_token);
    const { text } = await whoAmI(alice.access_token, session);
    const event = /^id: (\S+)/m.exec(text)?.[1] ?? "";
    expect(event).not.toBe("");
    const listen = (token: string, id: string) =>
      fetchWorker("/mcp", {
        headers: {
          Authorization: `Bearer ${token}`,
          Accept: "text/event-stream",
          "Mcp-Session-Id": id,
          "Last-Event-ID": event,
        },
      });
    expect((await listen(bob.access_token, session)).status).toBe(404);
    const own = await listen(bob.access_token, await openSession(bob.access_token));
    const reader = own.body?.getReader();
    const received = await Promise.race([reader?.read(), scheduler.wait(300)]);
    expect(new TextDecoder().decode(received?.value)).not.toContain(ALICE.name);
    await reader?.cancel();
  });
});
