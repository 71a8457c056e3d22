import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { resetClock, setClock } from "../fixtures/clock.ts";
import { upstream } from "../fixtures/fake-network.ts";
import {
  ORIGIN,
  refresh,
  registerApp,
  requestToken,
  type SignedInUser,
  signIn,
  type Tokens,
} from "../fixtures/oauth-client.ts";
import { isAccepted } from "../fixtures/raw-mcp.ts";
import { publishClientWithKeyPair, registerClientWithSecret } from "./authenticated-clients.ts";

const KEY = "refresh0key0000000000000";
beforeAll(async () => {
  upstream.reset();
  await upstream.addAthlete({ key: KEY, id: "i7500002" });
});
afterEach(resetClock);

const tokensIn = async (response: Response) => (await response.json()) as Tokens;
const errorIn = async (response: Response) => [response.status, ((await response.json()) as { error: string }).error];
const next = async ({ app }: SignedInUser, refreshToken: string) => tokensIn(await refresh(app, refreshToken));
const inMinutes = (minutes: number) => setClock(new Date(Date.now() + minutes * 60_000).toISOString());
const user = (preset = "coach") => signIn({ key: KEY, preset });

describe("a refresh token", () => {
  it.each([0, 2])(
    "A14 that was replaced twice revokes its grant when it is used again (%i minutes later)",
    async (minutes) => {
      const victim = await user();
      const first = await next(victim, victim.refresh_token);
      const second = await next(victim, first.refresh_token);
      inMinutes(minutes);
      expect(await errorIn(await refresh(victim.app, victim.refresh_token))).toEqual([400, "invalid_grant"]);
      expect(await isAccepted(second.access_token)).toBe(false);
      expect(await errorIn(await refresh(victim.app, second.refresh_token))).toEqual([400, "invalid_grant"]);
    },
  );

  it.each([2, 10, 20])("A15 locks nobody out when %i requests use it at the same time", async (callers) => {
    const victim = await user();
    const answers = await Promise.all(Array.from({ length: callers }, () => refresh(victim.app, victim.refresh_token)));
    const all = await Promise.all(answers.map(tokensIn));
    expect(new Set(all.map(({ access_token }) => access_token)).size).toBe(1);
    expect(await isAccepted(all[0]?.access_token ?? "")).toBe(true);
    expect((await refresh(victim.app, all[0]?.refresh_token ?? "")).status).toBe(200);
  });

  it("A15 returns the same tokens again when the response was lost", async () => {
    const victim = await user();
    const lost = await next(victim, victim.refresh_token);
    expect(await next(victim, victim.refresh_token)).toEqual(lost);
  });

  it("A15 still works minutes after its response was lost, and the lost tokens do not", async () => {
    const victim = await user();
    const lost = await next(victim, victim.refresh_token);
    inMinutes(2);
    const found = await next(victim, victim.refresh_token);
    expect(await isAccepted(found.access_token)).toBe(true);
    expect(await errorIn(await refresh(victim.app, lost.refresh_token))).toEqual([400, "invalid_grant"]);
  });

  it("A16 is rejected for another client, also while its response is stored", async () => {
    const [victim, thief] = [await user(), await registerApp("Thief")];
    const steal = () => refresh(thief, victim.refresh_token);
    expect(await errorIn(await steal())).toEqual([400, "invalid_grant"]);
    const { access_token } = await next(victim, victim.refresh_token);
    expect(await errorIn(await steal())).toEqual([400, "invalid_grant"]);
    expect(await isAccepted(access_token)).toBe(true);
  });

  it("A16 of a client with a secret is rejected without the secret", async () => {
    const { app, client_secret } = await registerClientWithSecret();
    const { refresh_token } = await signIn({ key: KEY, app, proof: { client_secret } });
    const form = { grant_type: "refresh_token", refresh_token, client_id: app.clientId };
    expect((await requestToken(form)).status).toBe(401);
    expect((await requestToken({ ...form, client_secret })).status).toBe(200);
    expect((await requestToken(form)).status).toBe(401);
    expect((await requestToken({ ...form, client_secret: "wrong" })).status).toBe(401);
  });

  it("A17 returns only scopes of its grant", async () => {
    const victim = await user("read");
    const form = { grant_type: "refresh_token", refresh_token: victim.refresh_token, client_id: victim.app.clientId };
    const wide = await requestToken({ ...form, scope: "intervals:read intervals:erase intervals:write" });
    expect((await tokensIn(wide)).scope).toBe("intervals:read");
    const other = await user("read");
    const foreign = { ...form, refresh_token: other.refresh_token, client_id: other.app.clientId };
    expect(await errorIn(await requestToken({ ...foreign, scope: "intervals:erase" }))).toEqual([400, "invalid_scope"]);
  });

  it.each(["https://evil.example/mcp", `${ORIGIN}/other`, ORIGIN, "nonsense"])(
    "A17 is rejected for another resource (%s)",
    async (resource) => {
      const victim = await user();
      const form = { grant_type: "refresh_token", refresh_token: victim.refresh_token, client_id: victim.app.clientId };
      expect(await errorIn(await requestToken({ ...form, resource }))).toEqual([400, "invalid_target"]);
      expect((await requestToken(form)).status).toBe(200);
      expect(await errorIn(await requestToken({ ...form, resource }))).toEqual([400, "invalid_target"]);
    },
  );
});

describe("a refresh token of a client with signed assertions", () => {
  it("A15 returns the same tokens again although each assertion is different, and A16 is rejected for another client", async () => {
    const client = await publishClientWithKeyPair("https://signing.example/client.json");
    const otherClient = await publishClientWithKeyPair("https://stranger.example/client.json");
    const victim = await signIn({ key: KEY, app: client.app, proof: await client.proof() });
    const form = { grant_type: "refresh_token", refresh_token: victim.refresh_token };
    const ask = async (proof: Record<string, string>) => requestToken({ ...form, ...proof });
    const [one, two] = await Promise.all([client.proof(), client.proof()].map(async (proof) => ask(await proof)));
    expect(await two?.json()).toEqual(await one?.json());
    expect((await ask({ client_id: client.app.clientId })).status).toBe(401);
    expect((await ask(await otherClient.proof())).status).toBe(400);
  });
});
