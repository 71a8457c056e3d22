import { evictDurableObject, listDurableObjectIds } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { upstream } from "../fixtures/fake-network.ts";
import { fetchWorker, refresh, type SignedInUser, signIn, type Tokens } from "../fixtures/oauth-client.ts";
import { openSession, post, sendInSession } from "../fixtures/raw-mcp.ts";

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

const GET_PROFILE = { id: 2, method: "tools/call", params: { name: "icu_get_athlete_profile", arguments: {} } };

/** Whose profile a session returns. */
async function profileIn(session: string, token: string) {
  const { status, text } = await sendInSession(token, session, GET_PROFILE);
  return { status, alice: text.includes(ALICE.name), bob: text.includes(BOB.name) };
}

const OF_ALICE = { status: 200, alice: true, bob: false };
const NOT_FOUND = { status: 404, alice: false, bob: false };

describe("a session belongs to the user who started it:", () => {
  it("A31 another user's token does not find it, and it keeps working for the first user", async () => {
    const session = await openSession(alice.access_token);
    expect(await profileIn(session, bob.access_token)).toEqual(NOT_FOUND);
    expect(await profileIn(session, alice.access_token)).toEqual(OF_ALICE);
  });

  it("A32 another user's token does not find it after the object was evicted", async () => {
    const session = await openSession(alice.access_token);
    await evictDurableObject(env.MCP_SESSION.getByName(`streamable-http:${session.split(".")[0]}`));
    expect(await profileIn(session, bob.access_token)).toEqual(NOT_FOUND);
    expect(await profileIn(session, alice.access_token)).toEqual(OF_ALICE);
  });

  it("A33 another user cannot end it with DELETE", async () => {
    const session = await openSession(alice.access_token);
    const end = (token: string) =>
      fetchWorker("/mcp", {
        method: "DELETE",
        headers: { Authorization: `Bearer ${token}`, "Mcp-Session-Id": session },
      });
    expect((await end(bob.access_token)).status).toBe(404);
    expect(await profileIn(session, alice.access_token)).toEqual(OF_ALICE);
    expect((await end(alice.access_token)).status).toBe(204);
    expect(await profileIn(session, alice.access_token)).toEqual(NOT_FOUND);
  });

  it("A35 another user cannot listen to its stream", async () => {
    const session = await openSession(alice.access_token);
    const response = await fetchWorker("/mcp", {
      headers: { Authorization: `Bearer ${bob.access_token}`, "Mcp-Session-Id": session, Accept: "text/event-stream" },
    });
    expect(response.status).toBe(404);
  });

  it.each([
    ["an invented id", "0".repeat(64)],
    ["an invented id with an invented MAC", `${"0".repeat(64)}.${"A".repeat(43)}`],
    ["a malformed id", "x"],
  ])("A34 %s creates no object", async (_, session) => {
    const before = (await listDurableObjectIds(env.MCP_SESSION)).length;
    expect(await profileIn(session, alice.access_token)).toEqual(NOT_FOUND);
    expect((await listDurableObjectIds(env.MCP_SESSION)).length).toBe(before);
  });

  it("A31 an id with a forged or missing MAC is not found", async () => {
    const session = await openSession(alice.access_token);
    const [id, mac = ""] = session.split(".");
    const forged = `${id}.${mac.startsWith("A") ? "B" : "A"}${mac.slice(1)}`;
    expect(await profileIn(forged, alice.access_token)).toEqual(NOT_FOUND);
    expect(await profileIn(`${id}`, alice.access_token)).toEqual(NOT_FOUND);
  });

  it("A31 a header that names another principal is ignored", async () => {
    const session = await openSession(alice.access_token);
    const principal = { uid: bob.uid, grantId: "x", clientId: "x", scopes: [], toolset: "everything", athlete: "0" };
    const headers = { "Mcp-Session-Id": session, "X-Principal": JSON.stringify(principal) };
    const { text } = await post(alice.access_token, JSON.stringify({ jsonrpc: "2.0", ...GET_PROFILE }), headers);
    expect(text).toContain(ALICE.name);
  });
});

describe("a request in a session has the rights of its own token:", () => {
  it("fewer scopes of another token apply at once", async () => {
    const writer = await signIn({ key: ALICE.key, preset: "everything" });
    const session = await openSession(writer.access_token);
    const reader = await signIn({ key: ALICE.key, preset: "read" });
    const { text } = await sendInSession(reader.access_token, session, { id: 5, method: "tools/list" });
    expect(text).toContain('"name":"icu_get_calendar_events"');
    expect(text).not.toContain('"name":"icu_create_event"');
    const call = { id: 6, method: "tools/call", params: { name: "icu_create_event", arguments: {} } };
    expect((await sendInSession(reader.access_token, session, call)).status).toBe(403);
  });

  it("a refreshed token continues the session", async () => {
    const user = await signIn({ key: ALICE.key });
    const session = await openSession(user.access_token);
    const { access_token } = (await (await refresh(user.app, user.refresh_token)).json()) as Tokens;
    expect(await profileIn(session, access_token)).toEqual(OF_ALICE);
  });

  it("a token of a revoked grant is answered with 401", async () => {
    const user = await signIn({ key: ALICE.key });
    const session = await openSession(user.access_token);
    await env.ACCOUNT.getByName(user.uid).revokeGrant(user.grantId);
    expect((await profileIn(session, user.access_token)).status).toBe(401);
    expect(await profileIn(session, alice.access_token)).toEqual(OF_ALICE);
  });
});
