import { evictDurableObject, listDurableObjectIds, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { upstream } from "../fixtures/fake-network.ts";
import { fetchWorker, refresh, registerApp, type SignedInUser, signIn } from "../fixtures/oauth-client.ts";
import { openSession, post, sendInSession } from "../fixtures/raw-mcp.ts";

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

const tokenOf = async (id: string) => {
  const key = `of${id}key0000000000000000`;
  await upstream.addAthlete({ key, id });
  return signIn({ key });
};
const objectOf = (session: string) => env.MCP_SESSION.getByName(`streamable-http:${session.split(".")[0]}`);

describe("a client that takes more than its share", () => {
  it("A86 has the oldest of more than 20 sessions ended, and cannot wake it again", async () => {
    const { uid, access_token } = await tokenOf("i7530011");
    const sessions: string[] = [];
    for (let number = 0; number < 22; number++) sessions.push(await openSession(access_token));
    const asked = [sessions[0], sessions[1], sessions[2], sessions[21]];
    const ping = (session: string | undefined) => sendInSession(access_token, session, { id: 1, method: "ping" });
    expect((await Promise.all(asked.map(ping))).map(({ status }) => status)).toEqual([404, 404, 200, 200]);
    const stored = await runInDurableObject(env.ACCOUNT.getByName(uid), (_, { storage }) =>
      storage.sql.exec("SELECT name FROM sessions").toArray(),
    );
    expect(stored).toHaveLength(20);
    expect(await tablesOf(objectOf(sessions[0] ?? ""))).toEqual([]);
  });

  it.each<[string, (number: number) => Record<string, string>]>([
    ["opened anew", () => ({})],
    ["resumed with invented events", (number) => ({ "Last-Event-ID": `invented${number}:${"0".repeat(16)}` })],
    ["resumed with malformed events", (number) => ({ "Last-Event-ID": `${"x".repeat(3_000)}:${number}` })],
  ])("A87 has one standing stream per session, however often it is %s", async (_, headersOf) => {
    const session = await openSession(bob.access_token);
    const streams: ReadableStreamDefaultReader<Uint8Array>[] = [];
    for (let number = 0; number < 5; number++) {
      const headers = {
        Authorization: `Bearer ${bob.access_token}`,
        Accept: "text/event-stream",
        "Mcp-Session-Id": session,
        ...headersOf(number),
      };
      const { body } = await fetchWorker("/mcp", { headers });
      if (body) streams.push(body.getReader());
    }
    const isOpen = (stream: ReadableStreamDefaultReader<Uint8Array>) =>
      Promise.race([stream.read().then(({ done }) => !done), scheduler.wait(1_000).then(() => true)]);
    expect(await Promise.all(streams.map(isOpen))).toEqual([false, false, false, false, true]);
    await streams.at(-1)?.cancel();
  });

  it("A88 subscribes to 100 resources at most, and only to ids of the right form", async () => {
    const session = await openSession(bob.access_token);
    const subscribe = (uris: readonly string[]) =>
      post(
        bob.access_token,
        JSON.stringify(uris.map((uri, id) => ({ jsonrpc: "2.0", id, method: "resources/subscribe", params: { uri } }))),
        { "MCP-Protocol-Version": "2025-03-26", "Mcp-Session-Id": session },
      );
    const events = Array.from({ length: 99 }, (_, index) => `intervals-icu://event/${index + 1}`);
    const accepted = (text: string) => text.split('"result"').length - 1;
    expect(accepted((await subscribe([...events, "intervals-icu://athlete/profile"])).text)).toBe(100);
    const more = await subscribe(["intervals-icu://event/1", "intervals-icu://event/500", "intervals-icu://event/501"]);
    expect(accepted(more.text)).toBe(1);
    expect(more.text).toContain("at most 100 subscriptions");
    const unknown = [
      "intervals-icu://event/none",
      "intervals-icu://activity/of-nobody",
      "intervals-icu://wellness/never",
      `intervals-icu://activity/${"%31".repeat(100)}`,
    ];
    const other = await openSession(bob.access_token);
    for (const uri of unknown) {
      const { text } = await sendInSession(bob.access_token, other, {
        id: 1,
        method: "resources/subscribe",
        params: { uri },
      });
      expect(text).toContain("Resource not found");
    }
  });
});
