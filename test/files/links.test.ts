import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { configOf } from "../../src/config.ts";
import { seal } from "../../src/crypto/envelope.ts";
import { type AthleteConnection, athleteSession } from "../fixtures/athlete-session.ts";
import { setClock } from "../fixtures/clock.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { fetchWorker, ORIGIN } from "../fixtures/oauth-client.ts";

const session = athleteSession({ athlete: { id: "i7320001" } });
const revoked = session.connect({});
const reduced = session.connect({});
const otherUser = athleteSession();

let ride: string;
beforeAll(async () => {
  const { activities } = await session.json("icu_get_recent_activities");
  ride = activities.find(({ type }: { type: string }) => type === "VirtualRide").id;
});

const linkOf = async ({ json }: AthleteConnection = session): Promise<string> =>
  (await json("icu_download_fit_file", { activity_id: ride })).url;
const open = (url: string) => fetchWorker(url);

describe("a download link", () => {
  it("returns the uncompressed file with a name and a type, uncached", async () => {
    const url = await linkOf();
    expect(url).toMatch(new RegExp(`^${ORIGIN}/files/${session.user.uid}\\.v1\\.`));
    const response = await open(url);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "application/vnd.ant.fit",
      "content-disposition": `attachment; filename="${ride}.fit"; filename*=UTF-8''${ride}.fit`,
      "cache-control": "private, no-store",
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(new TextDecoder().decode(bytes.subarray(8, 12))).toBe(".FIT");
    expect(upstream.requests.filter(({ path }) => path.endsWith("/fit-file"))).toHaveLength(1);
  });

  it("does not reveal the athlete, the file or the key", async () => {
    const url = await linkOf();
    for (const secret of ["i7320001", ride, session.key, session.user.grantId]) expect(url).not.toContain(secret);
  });

  it("A36 expires after 15 minutes", async () => {
    const url = await linkOf();
    setClock("2026-05-12T21:14:00Z");
    expect((await open(url)).status).toBe(200);
    setClock("2026-05-12T21:16:00Z");
    const late = await open(url);
    setClock();
    expect([late.status, await late.text()]).toEqual([410, expect.stringContaining("It has expired")]);
  });

  it("A36 is rejected with another user's uid", async () => {
    const [, sealed = ""] = /\/files\/[^.]+\.(.+)$/.exec(await linkOf()) ?? [];
    const moved = await open(`/files/${otherUser.user.uid}.${sealed}`);
    expect([moved.status, await moved.text()]).toEqual([403, expect.stringContaining("not created by this server")]);
    expect(upstream.requests.filter(({ path }) => path.endsWith("/fit-file"))).toEqual([]);
  });

  it("A36 is rejected after any change", async () => {
    const url = await linkOf();
    const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"];
    const others = letters.filter((letter) => letter !== url.at(-1)).map((letter) => url.slice(0, -1) + letter);
    const middle = url.slice(0, -40) + (url.at(-40) === "A" ? "B" : "A") + url.slice(-39);
    for (const wrong of [...others, middle, url.slice(0, -1), `${url}A`, url.replace(".v1.", ".v2."), "/files/x"]) {
      expect([wrong, (await open(wrong)).status]).toEqual([wrong, 403]);
    }
    expect(upstream.requests.filter(({ path }) => path.endsWith("/fit-file"))).toEqual([]);
  });

  it("stops working when its connection ends, but not when another does", async () => {
    const [ended, active] = [await linkOf(revoked), await linkOf()];
    expect((await open(ended)).status).toBe(200);
    await env.ACCOUNT.getByName(revoked.user.uid).revokeGrant(revoked.user.grantId);
    const after = await open(ended);
    expect([after.status, await after.text()]).toEqual([403, expect.stringContaining("has been ended")]);
    expect((await open(active)).status).toBe(200);
  });

  it("stops working when its connection loses the read scope", async () => {
    const url = await linkOf(reduced);
    await env.ACCOUNT.getByName(reduced.user.uid).reduceScopes(reduced.user.grantId, ["intervals:write"]);
    const after = await open(url);
    expect([after.status, await after.text()]).toEqual([
      403,
      expect.stringContaining("needs the permission intervals:read"),
    ]);
  });

  it("A36 is rejected when it is an envelope of another kind", async () => {
    const content = JSON.stringify({
      grant: { grantId: session.user.grantId, athlete: "0", scopes: ["intervals:read"] },
      subject: "0",
      file: { kind: "activities" },
      until: Date.now() + 60_000,
    });
    const state = await seal(configOf(env).vault, { uid: session.user.uid, kind: "state" }, content);
    expect((await open(`/files/${session.user.uid}.${state}`)).status).toBe(403);
  });

  it.each([
    [{ kind: "5xx", status: 404 }, 404, "Intervals.icu has no such file"],
    [{ kind: "html", times: 9 }, 502, "did not send the file"],
    [{ kind: "empty" }, 502, "did not send the file"],
    [{ kind: "5xx", status: 401 }, 403, "no longer accepts the stored API key"],
  ] as const)("shows an error page when Intervals.icu does not return the file (%o)", async (fault, status, text) => {
    const url = await linkOf();
    upstream.fail(fault);
    const response = await open(url);
    expect([response.status, await response.text()]).toEqual([status, expect.stringContaining(text)]);
    expect(response.headers.get("Cache-Control")).toBe("no-store");
  });
});
