import { evictDurableObject, listDurableObjectIds } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { upstream } from "../fixtures/fake-network.ts";
import { fetchWorker, refresh, type SignedInUser, signIn, type Tokens } from "../fixtures/oauth-client.ts";

const ALICE = { key: "alice0key00000000000000", id: "i7800001", name: "Alice Canary" };
const BOB = { key: "bob000key00000000000000", id: "i7800002", name: "Bob Canary" };

let alice: SignedInUser;
let bob: SignedInUser;
beforeAll(async () => {
  upstream.reset();
  await upstream.addAthlete(ALICE);
  await upstream.addAthlete(BOB);
  alice = await signIn({ key: ALICE.key });
  bob = await signIn({ key: BOB.key });
});

function post(token: string, body: object, session?: string) {
  return fetchWorker("/mcp", {
    method: "POST",
    headers: {
      Authorization: `Bearer ${token}`,
      "Content-Type": "application/json",
      Accept: "application/json, text/event-stream",
      "MCP-Protocol-Version": "2025-11-25",
      ...(session !== undefined && { "Mcp-Session-Id": session }),
    },
    body: JSON.stringify({ jsonrpc: "2.0", ...body }),
  });
}

async function open(token: string): Promise<string> {
  const response = await post(token, {
    id: 1,
    method: "initialize",
    params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "t", version: "1" } },
  });
  const session = response.headers.get("Mcp-Session-Id") ?? "";
  await response.text();
  await post(token, { method: "notifications/initialized" }, session);
  return session;
}

async function whoAmI(token: string, session: string) {
  const response = await post(
    token,
    { id: 2, method: "tools/call", params: { name: "icu_get_athlete_profile", arguments: {} } },
    session,
  );
  const text = await response.text();
  return { status: response.status, alice: text.includes(ALICE.name), bob: text.includes(BOB.name) };
}

const AS_ALICE = { status: 200, alice: true, bob: false };
const NOT_FOUND = { status: 404, alice: false, bob: false };

describe("a session belongs to the person it began with", () => {
  it("A31 another user's token on a live session finds nothing, and the first user stays who they are", async () => {
    const session = await open(alice.access_token);
    expect(await whoAmI(bob.access_token, session)).toEqual(NOT_FOUND);
    expect(await whoAmI(alice.access_token, session)).toEqual(AS_ALICE);
  });

  it("A32 nor after the object was evicted", async () => {
    const session = await open(alice.access_token);
    await evictDurableObject(env.MCP_SESSION.getByName(`streamable-http:${session.split(".")[0]}`));
    expect(await whoAmI(bob.access_token, session)).toEqual(NOT_FOUND);
    expect(await whoAmI(alice.access_token, session)).toEqual(AS_ALICE);
  });

  it("A33 nor can it be ended with DELETE by somebody else", async () => {
    const session = await open(alice.access_token);
    const end = (token: string) =>
      fetchWorker("/mcp", {
        method: "DELETE",
        headers: { Authorization: `Bearer ${token}`, "Mcp-Session-Id": session },
      });
    expect((await end(bob.access_token)).status).toBe(404);
    expect(await whoAmI(alice.access_token, session)).toEqual(AS_ALICE);
    expect((await end(alice.access_token)).status).toBe(204);
    expect(await whoAmI(alice.access_token, session)).toEqual(NOT_FOUND);
  });

  it("A35 nor can its stream be listened to", async () => {
    const session = await open(alice.access_token);
    const response = await fetchWorker("/mcp", {
      headers: { Authorization: `Bearer ${bob.access_token}`, "Mcp-Session-Id": session, Accept: "text/event-stream" },
    });
    expect(response.status).toBe(404);
  });

  it.each([
    ["an invented id", "0".repeat(64)],
    ["an invented id with an invented suffix", `${"0".repeat(64)}.${"A".repeat(43)}`],
    ["nonsense", "x"],
  ])("A34 %s wakes no object", async (_, session) => {
    const before = (await listDurableObjectIds(env.MCP_SESSION)).length;
    expect(await whoAmI(alice.access_token, session)).toEqual(NOT_FOUND);
    expect((await listDurableObjectIds(env.MCP_SESSION)).length).toBe(before);
  });

  it("A31 a forged suffix finds nothing", async () => {
    const session = await open(alice.access_token);
    const [id, suffix = ""] = session.split(".");
    const forged = `${id}.${suffix.startsWith("A") ? "B" : "A"}${suffix.slice(1)}`;
    expect(await whoAmI(alice.access_token, forged)).toEqual(NOT_FOUND);
    expect(await whoAmI(alice.access_token, `${id}`)).toEqual(NOT_FOUND);
  });

  it("A31 a header that names another caller is ignored", async () => {
    const session = await open(alice.access_token);
    const response = await fetchWorker("/mcp", {
      method: "POST",
      headers: {
        Authorization: `Bearer ${alice.access_token}`,
        "Content-Type": "application/json",
        Accept: "application/json, text/event-stream",
        "Mcp-Session-Id": session,
        "X-Caller": JSON.stringify({ uid: bob.uid, grantId: "x", clientId: "x", scopes: [], toolset: "everything" }),
      },
      body: JSON.stringify({
        jsonrpc: "2.0",
        id: 3,
        method: "tools/call",
        params: { name: "icu_get_athlete_profile", arguments: {} },
      }),
    });
    expect(await response.text()).toContain(ALICE.name);
  });
});

describe("the rights of a session are those of the token that comes with each request", () => {
  it("narrowed scopes of a new token apply at once", async () => {
    const wide = await signIn({ key: ALICE.key, preset: "everything" });
    const session = await open(wide.access_token);
    const narrow = await signIn({ key: ALICE.key, preset: "read" });
    const listed = await (await post(narrow.access_token, { id: 5, method: "tools/list" }, session)).text();
    expect(listed).toContain('"name":"icu_get_calendar_events"');
    expect(listed).not.toContain('"name":"icu_create_event"');
    const call = { id: 6, method: "tools/call", params: { name: "icu_create_event", arguments: {} } };
    expect((await post(narrow.access_token, call, session)).status).toBe(403);
  });

  it("a refreshed token goes on with the same session", async () => {
    const person = await signIn({ key: ALICE.key });
    const session = await open(person.access_token);
    const { access_token } = (await (await refresh(person.app, person.refresh_token)).json()) as Tokens;
    expect(await whoAmI(access_token, session)).toEqual(AS_ALICE);
  });

  it("an ended grant is sent to sign in again, in the session as elsewhere", async () => {
    const person = await signIn({ key: ALICE.key });
    const session = await open(person.access_token);
    await env.ACCOUNT.getByName(person.uid).revokeGrant(person.access_token.split(":")[1] ?? "");
    expect((await whoAmI(person.access_token, session)).status).toBe(401);
    expect(await whoAmI(alice.access_token, session)).toEqual(AS_ALICE);
  });
});
