import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openAccountPage } from "../fixtures/browser.ts";
import { resetClock, setClock } from "../fixtures/clock.ts";
import { requestApi, upstream } from "../fixtures/fake-network.ts";
import { connectSession, connectStateless, type McpClient, withRefilledRateLimiter } from "../fixtures/mcp-client.ts";
import { fetchWorker, openConsentPage, registerApp, signIn } from "../fixtures/oauth-client.ts";

/** A coach, and the athlete whom they coach. */
const KEY = "athletes0key00000000000000";
const COACH = "i7930001";
let pupil: string;
let pupilsActivity: string;

type Row = { id: string; source?: string };

const ERAS = [
  ["stateless", connectStateless],
  ["session", connectSession],
] as const;

beforeAll(async () => {
  upstream.reset();
  await upstream.addAthlete({ key: KEY, id: COACH, name: "Carol" });
  const athletes: Row[] = await (await requestApi(KEY, "athletes")).json();
  pupil = athletes[1]?.id ?? "";
  const recorded = await requestApi(KEY, `athlete/${pupil}/activities?oldest=2020-01-01&limit=20`);
  pupilsActivity = ((await recorded.json()) as Row[]).find(({ source }) => source === "GARMIN_CONNECT")?.id ?? "";
});
beforeEach(() => {
  upstream.reset();
  setClock();
});

interface Options {
  athleteId?: string;
  preset?: string;
  scope?: string[];
}

async function connect(open: (typeof ERAS)[number][1], options: Options = {}): Promise<McpClient> {
  resetClock();
  const { access_token } = await signIn({ key: KEY, ...options });
  const client = withRefilledRateLimiter(await open(access_token));
  setClock();
  return client;
}

const writes = () => upstream.requests.filter(({ method }) => method !== "GET").map(({ path }) => path.split("/")[4]);
const JSON_FORMAT = { "intervals/format": "json" };
/** Intervals.icu refuses everything about the coached athlete. */
const withdrawAccess = (method?: string) =>
  upstream.fail({ kind: "5xx", status: 403, times: 99, match: { path: pupil, ...(method && { method }) } });

describe.each(ERAS)("the athlete of a connection (%s)", (_, open) => {
  it("A65 stays when another app is connected for another athlete, and when either app reconnects", async () => {
    const own = await connect(open);
    const forPupil = await connect(open, { athleteId: pupil });
    const note = { start_date: "tomorrow", category: "NOTE", name: `Dentist ${crypto.randomUUID()}` };
    const wellness = { date: "today", comments: "slept badly" };
    for (const [client, athlete] of [
      [own, "0"],
      [forPupil, pupil],
      [own, "0"],
    ] as const) {
      upstream.reset();
      await client.call("icu_create_event", { ...note, name: `Dentist ${crypto.randomUUID()}` });
      await client.call("icu_update_wellness", wellness);
      expect(writes()).toEqual([athlete, athlete]);
      await connect(open, athlete === "0" ? {} : { athleteId: pupil });
    }
  });

  it("A65 stays when the key is replaced on the account page", async () => {
    const forPupil = await connect(open, { athleteId: pupil });
    resetClock();
    const page = await openAccountPage(KEY);
    await page.submit("/account/api-key", { api_key: KEY });
    setClock();
    expect((await forPupil.call("icu_get_gear_list")).text).toContain(`(${pupil})`);
  });

  it("A65 is the athlete of resources and completions", async () => {
    const own = await connect(open);
    const forPupil = await connect(open, { athleteId: pupil });
    expect(await forPupil.readResource("intervals-icu://athlete/profile")).toContain(`of «Demo Pupil» (${pupil})`);
    expect(await own.readResource("intervals-icu://athlete/profile")).not.toContain(pupil);
    upstream.reset();
    await forPupil.complete({ type: "ref/resource", uri: "intervals-icu://event/{event_id}" }, "event_id", "");
    await own.complete({ type: "ref/resource", uri: "intervals-icu://event/{event_id}" }, "event_id", "");
    const events = upstream.requests.filter(({ path }) => path.includes("/events"));
    expect([...new Set(events.map(({ path }) => path.split("/")[4]))]).toEqual([pupil, "0"]);
  });
});

describe.each(ERAS)("an answer about another athlete than the user (%s)", (_, open) => {
  it("A66 names them in text and in JSON, of reads and of writes, also if they are the connection's athlete", async () => {
    const clients = [await connect(open, { athleteId: pupil }), await connect(open)] as const;
    const [forPupil, own] = clients;
    const athlete = { athlete_id: pupil, name: "Demo Pupil" };
    for (const [client, args] of [
      [forPupil, {}],
      [own, { athlete_id: pupil }],
    ] as const) {
      for (const [name, more] of [
        ["icu_get_wellness_for_date", { date: "yesterday" }],
        ["icu_update_wellness", { date: "today", comments: "tired" }],
        ["icu_create_event", { start_date: "tomorrow", category: "NOTE", name: `Note ${crypto.randomUUID()}` }],
      ] as const) {
        const { text } = await client.call(name, { ...more, ...args });
        expect(text.split("\n")[0]).toContain(` of «Demo Pupil» (${pupil}) · `);
        const json = await client.call(name, { ...more, ...args }, JSON_FORMAT);
        expect(JSON.parse(json.text)).toMatchObject({ athlete });
      }
    }
    const { structured, text } = await forPupil.call("search", { query: "ride" });
    expect([structured, JSON.parse(text)]).toMatchObject([{ athlete }, { athlete }]);
  });

  it("A66 names them in previews and in errors", async () => {
    const client = await connect(open);
    const notes = Array.from({ length: 6 }, (_, day) => ({
      start_date: `+${30 + day}d`,
      category: "NOTE",
      name: `Note ${crypto.randomUUID()}`,
    }));
    const asked = await client.call("icu_bulk_create_events", { athlete_id: pupil, events: notes });
    expect(asked.text).toMatch(new RegExp(`^Nothing has been changed yet\\.\n\nFor «Demo Pupil» \\(${pupil}\\):\n`));
    const unknown = await client.call("icu_get_event", { athlete_id: pupil, event_id: 999_999_999 });
    expect([unknown.isError, unknown.text]).toEqual([
      true,
      expect.stringMatching(new RegExp(`^For «Demo Pupil» \\(${pupil}\\): Intervals\\.icu does not know this id`)),
    ]);
  });

  it("A66 names the athlete of an activity, whose changes are theirs, too", async () => {
    const client = await connect(open);
    const named = `of «Demo Pupil» (${pupil})`;
    const activity_id = pupilsActivity;
    expect((await client.call("icu_get_activity_details", { activity_id })).text).toContain(named);
    expect((await client.call("fetch", { id: `activity:${activity_id}` })).text).toContain(named);
    expect(await client.readResource(`intervals-icu://activity/${activity_id}`)).toContain(named);
    expect((await client.call("icu_update_activity", { activity_id, feel: 2 })).text).toContain(named);
    expect((await client.call("icu_list_changes", { limit: 1 })).text).toContain(`for athlete ${pupil}`);
    expect((await client.call("icu_undo_change")).text.split("\n")[0]).toContain(named);
  });

  it("A66 names nobody when it is about the user", async () => {
    const client = await connect(open);
    const { text } = await client.call("icu_get_wellness_for_date", { date: "yesterday", athlete_id: COACH });
    expect(text).not.toMatch(/Carol|\(0\)|i7930001/);
    const json = await client.call("icu_get_wellness_for_date", { date: "yesterday" }, JSON_FORMAT);
    expect(JSON.parse(json.text)).not.toHaveProperty("athlete");
  });
});

describe.each(ERAS)("a connection that may not use other athletes' data (%s)", (_, open) => {
  const refusal = "This connection may only use";

  it("A67 is refused theirs by athlete id, and told how the user can allow it", async () => {
    for (const options of [{ preset: "plan" }, { preset: "read" }, { scope: ["intervals:read", "intervals:write"] }]) {
      const client = await connect(open, options);
      upstream.reset();
      const { isError, text } = await client.call("icu_get_wellness_data", { athlete_id: pupil });
      expect([isError, text]).toEqual([true, expect.stringContaining(`${refusal} the user's own data`)]);
      expect(text).toContain("http://localhost:8787/mcp again and chooses “Coach”");
      expect(upstream.requests).toEqual([]);
    }
  });

  it("A67 is refused theirs by the id of an activity", async () => {
    const client = await connect(open, { preset: "plan" });
    const activity_id = pupilsActivity;
    for (const [name, args] of [
      ["icu_get_activity_details", { activity_id }],
      ["icu_get_activity_streams", { activity_id }],
      ["icu_get_activity_messages", { activity_id }],
      ["icu_download_fit_file", { activity_id }],
      ["icu_update_activity", { activity_id, name: "Mine now" }],
      ["icu_get_activities_around", { activity_id }],
      ["fetch", { id: `activity:${activity_id}` }],
    ] as const) {
      const { isError, text } = await client.call(name, args);
      expect([name, isError, text]).toEqual([name, true, expect.stringContaining(refusal)]);
    }
    await expect(client.readResource(`intervals-icu://activity/${activity_id}`)).rejects.toThrow(refusal);
    expect(writes()).toEqual([]);
  });

  it("A67 sees only its own athlete in lists of athletes", async () => {
    const client = await connect(open, { preset: "plan" });
    const listed = await client.call("icu_list_athletes");
    expect(listed.text).not.toContain(pupil);
    expect(listed.text).toContain("The user can read 1 more, but has not allowed this connection to.");
    expect((await client.call("icu_get_athlete_summary")).text).not.toContain("Demo Pupil");
    const prompt = { type: "ref/prompt", name: "verify_multi_athlete" } as const;
    expect(await client.complete(prompt, "athlete_id", "i")).toEqual([COACH]);
  });

  it("A67 covers exactly the athlete that was chosen, not even the user", async () => {
    const client = await connect(open, { athleteId: pupil, preset: "plan" });
    expect((await client.call("icu_get_wellness_data")).text).toContain(`(${pupil})`);
    for (const athlete_id of ["0", COACH]) {
      const { isError, text } = await client.call("icu_get_wellness_data", { athlete_id });
      expect([isError, text]).toEqual([true, expect.stringContaining(`${refusal} the data of athlete ${pupil}`)]);
    }
  });

  it("A67 neither lists nor undoes changes of other athletes' records", async () => {
    const name = `Secret ${crypto.randomUUID()}`;
    const own = await connect(open, { preset: "plan" });
    await own.call("icu_create_event", { start_date: "tomorrow", category: "NOTE", name });
    const listed = await own.call("icu_list_changes", { limit: 1 });
    expect(listed.text).toContain(name);
    const forPupil = await connect(open, { athleteId: pupil, preset: "plan" });
    expect((await forPupil.call("icu_list_changes", { limit: 50 })).text).not.toContain(name);
    const change_id = /^(\w+) \d{4}-/m.exec(listed.text)?.[1] ?? "";
    upstream.reset();
    const undone = await forPupil.call("icu_undo_change", { change_id });
    expect([undone.isError, undone.text, writes()]).toEqual([true, expect.stringContaining("not found"), []]);
  });
});

describe("the permission to use other athletes' data", () => {
  it("A67 is described on the connect page and not preselected", async () => {
    const { html } = await openConsentPage(await registerApp());
    expect(html).toContain("A key also gives access to the athletes you coach or follow.");
    expect(html).toMatch(/value="plan" checked/);
    expect(html).toMatch(/name="scope" value="intervals:athletes"\/?>/);
  });

  it("A67 ends at once when the user takes it back, also for links that were handed out", async () => {
    resetClock();
    const { access_token, grantId } = await signIn({ key: KEY, preset: "coach" });
    const client = await connectStateless(access_token);
    const { text } = await client.call("icu_download_csv", { what: "wellness", athlete_id: pupil });
    const link = /https?:\S+\/files\/\S+/.exec(text)?.[0] ?? "";
    expect((await fetchWorker(new URL(link).pathname)).status).toBe(200);
    const page = await openAccountPage(KEY);
    const { html } = await page.submit("/account/scopes", {
      grant_id: grantId,
      scope: ["intervals:read", "intervals:write"],
    });
    expect(html).toContain("Data: your own only.");
    expect((await fetchWorker(new URL(link).pathname)).status).toBe(403);
    expect((await client.call("icu_get_wellness_data", { athlete_id: pupil })).text).toContain("may only use");
  });
});

describe.each(ERAS)("a refusal by Intervals.icu about another athlete (%s)", (_, open) => {
  it("A68 of a write never suggests anybody else's data", async () => {
    const client = await connect(open);
    const forPupil = await connect(open, { athleteId: pupil });
    for (const [caller, args] of [
      [client, { athlete_id: pupil }],
      [forPupil, {}],
    ] as const) {
      for (const method of ["POST", "PUT"]) withdrawAccess(method);
      for (const [name, more] of [
        ["icu_create_event", { start_date: "tomorrow", category: "NOTE", name: `Note ${crypto.randomUUID()}` }],
        ["icu_update_wellness", { date: "today", comments: "tired" }],
      ] as const) {
        const { isError, text } = await caller.call(name, { ...more, ...args });
        expect([isError, text]).toEqual([true, expect.stringContaining("Do not make the change for anybody else")]);
        expect(text).not.toMatch(/athlete_id|leave/i);
      }
      upstream.reset();
    }
    const malformed = await client.call("icu_update_wellness", { athlete_id: "Dave", comments: "tired" });
    expect(malformed.text).not.toMatch(/leave|connected athlete/i);
  });

  it("A68 says how to connect the app for another athlete when its own has withdrawn access", async () => {
    resetClock();
    const { access_token, uid } = await signIn({ key: KEY, athleteId: pupil });
    const client = await open(access_token);
    // Also without a name that is remembered from an earlier call.
    await evictDurableObject(env.ACCOUNT.getByName(uid));
    withdrawAccess();
    const { isError, text } = await client.call("icu_get_wellness_data");
    expect(isError).toBe(true);
    expect(text).toContain(`For athlete ${pupil}: `);
    expect(text).toContain("To connect it for another one, the user removes this connector in the app");
    expect(text).not.toMatch(/leave/i);
  });
});

describe("the account page and the data export", () => {
  it("A69 show whose data each connection covers", async () => {
    resetClock();
    const key = "athletes1key00000000000000";
    await upstream.addAthlete({ key, id: "i7930002" });
    const athletes: Row[] = await (await requestApi(key, "athletes")).json();
    const coached = athletes[1]?.id ?? "";
    await signIn({ key, preset: "plan", app: await registerApp("Own") });
    await signIn({ key, preset: "coach", app: await registerApp("All") });
    await signIn({ key, preset: "plan", athleteId: coached, app: await registerApp("One") });
    await signIn({ key, preset: "coach", athleteId: coached, app: await registerApp("Both") });
    const page = await openAccountPage(key);
    const { html } = await page.go("/account");
    const section = (name: string) => new RegExp(`aria-label="${name}".*?<p>Data: ([^<]+)</p>`, "s").exec(html)?.[1];
    expect(["Own", "All", "One", "Both"].map(section)).toEqual([
      "your own only.",
      "your own, and the athletes you coach or follow.",
      `athlete ${coached} only.`,
      `athlete ${coached} by default, also your own and that of the athletes you coach or follow.`,
    ]);
    const { connections } = JSON.parse((await page.go("/account/export")).html);
    const covered = connections.map(({ name, athlete }: { name: string; athlete: string }) => [name, athlete]);
    expect(Object.fromEntries(covered)).toEqual({ Own: "0", All: "0", One: coached, Both: coached });
  });
});
