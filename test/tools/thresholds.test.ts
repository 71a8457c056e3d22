import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { NOW, resetClock, setClock } from "../fixtures/clock.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { connectStateless, type McpClient, withRefilledBudget } from "../fixtures/mcp-client.ts";
import { signIn } from "../fixtures/oauth-client.ts";

const KEY = "pace00000key000000000000";
const MILES_KEY = "pace00001key000000000000";
const READER_KEY = "pace00002key000000000000";

let host: McpClient;
let miles: McpClient;
let reader: McpClient;
beforeAll(async () => {
  upstream.reset();
  const hosts = [];
  for (const [key, more] of [
    [KEY, {}],
    [MILES_KEY, { units: "imperial" }],
    [READER_KEY, {}],
  ] as const) {
    await upstream.addAthlete({ key, now: NOW, ...more });
    hosts.push(withRefilledBudget(await connectStateless((await signIn({ key })).access_token)));
  }
  [host, miles, reader] = hosts as [McpClient, McpClient, McpClient]; // one for each key
  setClock();
});
afterAll(resetClock);
beforeEach(() => upstream.reset());

const text = async (name: string, args?: Record<string, unknown>, by = host) => {
  const answer = await by.callAndConfirm(name, args);
  expect(answer.isError, answer.text).toBe(false);
  return answer.text;
};
const json = async (name: string, args: Record<string, unknown>, by = host) => {
  const answer = await by.callAndConfirm(name, args, { "intervals/format": "json" });
  expect(answer.isError, answer.text).toBe(false);
  return JSON.parse(answer.text);
};
const writes = () => upstream.requests.filter(({ method }) => method !== "GET");

describe("icu_get_sport_settings", () => {
  it("shows the athlete's own thresholds and zones with their names", async () => {
    expect(await text("icu_get_sport_settings", {}, reader)).toMatchInlineSnapshot(`
      "Thresholds and zones · today is Wed 2026-05-13 (Pacific/Auckland)

      sport: Ride, VirtualRide, GravelRide, MountainBikeRide
      sport_id: 7001
      FTP: 228 W
      indoor FTP: 222 W
      W′: 16.4 kJ
      Pmax: 740 W
      model of recent efforts: FTP 223 W, CP 219 W, W′ 14.4 kJ, Pmax 765 W
      threshold heart rate: 168 bpm (max 186)
      sweet spot: 192-221 W
      power zones W: Z1 «Active Recovery» to 125, Z2 «Endurance» to 171, Z3 «Tempo» to 205, Z4 «Threshold» to 239, Z5 «VO2 Max» to 273, Z6 «Anaerobic» to 342, Z7 «Neuromuscular» above
      heart rate zones bpm: Z1 «Recovery» to 134, Z2 «Aerobic» to 150, Z3 «Tempo» to 157, Z4 «SubThreshold» to 166, Z5 «SuperThreshold» to 171, Z6 «Aerobic Capacity» to 177, Z7 «Anaerobic» to 186
      load from: power, then hr, then pace

      sport: Run, TrailRun, VirtualRun
      sport_id: 7002
      threshold heart rate: 168 bpm (max 186)
      threshold pace: 4:20/km
      heart rate zones bpm: Z1 «Recovery» to 134, Z2 «Aerobic» to 150, Z3 «Tempo» to 157, Z4 «SubThreshold» to 166, Z5 «SuperThreshold» to 171, Z6 «Aerobic Capacity» to 177, Z7 «Anaerobic» to 186
      pace zones: Z1 «Zone 1» to 5:35/km, Z2 «Zone 2» to 4:56/km, Z3 «Zone 3» to 4:36/km, Z4 «Zone 4» to 4:20/km, Z5 «Zone 5a» to 4:11/km, Z6 «Zone 5b» to 3:53/km, Z7 «Zone 5c» above
      load from: pace, then hr, then power

      sport: Swim, OpenWaterSwim
      sport_id: 7003
      threshold pace: 1:30/100m
      load from: pace, then hr, then power

      sport: WeightTraining, Hike, Walk, Yoga, Other
      sport_id: 7004
      threshold heart rate: 168 bpm (max 186)
      heart rate zones bpm: Z1 «Recovery» to 134, Z2 «Aerobic» to 150, Z3 «Tempo» to 157, Z4 «SubThreshold» to 166, Z5 «SuperThreshold» to 171, Z6 «Aerobic Capacity» to 177, Z7 «Anaerobic» to 186
      load from: power, then hr, then pace"
    `);
  });
});

describe("icu_update_sport_settings", () => {
  it("stores 4:30/km as 3.7037 m/s, and says what was and what is", async () => {
    expect(await text("icu_update_sport_settings", { sport_id: 7002, pace_threshold: 4.5 })).toMatchInlineSnapshot(`
      "Changed thresholds · today is Wed 2026-05-13 (Pacific/Auckland)

      Run, TrailRun, VirtualRun (sport_id 7002)

      threshold_pace: 4:20/km → 4:30/km
      pace_zones: Z1 to 5:35/km, Z2 to 4:56/km, Z3 to 4:36/km, Z4 to 4:20/km, Z5 to 4:11/km, Z6 to 3:53/km, Z7 above → Z1 to 5:48/km, Z2 to 5:08/km, Z3 to 4:46/km, Z4 to 4:30/km, Z5 to 4:21/km, Z6 to 4:02/km, Z7 above"
    `);
    const { sports } = await json("icu_get_sport_settings", {});
    expect(sports[1]).toMatchObject({ threshold_speed_mps: 3.7037, threshold_pace: "4:30/km" });
  });

  it("takes a pace as it is written, and the sport in the place of a number", async () => {
    const { sport } = await json("icu_update_sport_settings", { sport_id: "TrailRun", pace_threshold: "7:15/mi" });
    expect(sport).toMatchObject({ sport_id: 7002, threshold_pace: "4:30/km" });
  });

  it("takes a swim threshold in minutes per 100 m", async () => {
    const { sport } = await json("icu_update_sport_settings", { sport_id: "7003", swim_threshold: "1.5" });
    expect(sport).toMatchObject({ threshold_speed_mps: 1.1111, threshold_pace: "1:30/100m" });
  });

  it("leaves each record the unit in which the athlete reads it", async () => {
    const run = await json("icu_update_sport_settings", { sport_id: "Run", pace_threshold: "4:30" }, miles);
    expect(run.sport).toMatchObject({ threshold_speed_mps: 3.7037, threshold_pace: "7:15/mi" });
    const swim = await json("icu_update_sport_settings", { sport_id: "Swim", swim_threshold: 1.5 }, miles);
    expect(swim.sport).toMatchObject({ threshold_speed_mps: 1.1111, threshold_pace: "1:22/100y" });
  });

  it("makes heart rate zones anew for a new threshold heart rate, never over a new FTP", async () => {
    const own = (sport: { heartrate_zones: unknown }) => sport.heartrate_zones;
    const { sports } = await json("icu_get_sport_settings", {});
    const ftp = await json("icu_update_sport_settings", { sport_id: 7001, ftp: 240, indoor_ftp: 232 });
    expect([own(ftp.sport), ftp.changes.map(({ field }: { field: string }) => field)]).toEqual([
      own(sports[0]),
      ["ftp_watts", "indoor_ftp_watts", "power_zones"],
    ]);
    const lthr = await json("icu_update_sport_settings", { sport_id: 7001, fthr: 160 });
    expect(own(lthr.sport)).not.toEqual(own(sports[0]));
    expect(writes().map(({ query }) => query.recalcHrZones)).toEqual(["false", "true"]);
  });

  it.each([
    [{ sport_id: "Run", pace_threshold: "2:30" }, /^pace_threshold: 2:30\/km is no human's threshold in Run/],
    [{ sport_id: "Run", pace_threshold: 270 }, /^pace_threshold: 4:30:00\/km is no human's threshold in Run/],
    [{ sport_id: "Swim", swim_threshold: 0.5 }, /^swim_threshold: 0:30\/100m is no human's threshold in Swim/],
    [
      { sport_id: "Swim", pace_threshold: 4.5 },
      /^pace_threshold: these settings are for Swim, OpenWaterSwim. Use swim/,
    ],
    [{ sport_id: "Run", swim_threshold: 1.5 }, /^swim_threshold: these settings are for Run, .* Use pace_threshold/],
    [{ sport_id: "Run", pace_threshold: "fast" }, /^pace_threshold: must be minutes, as 4.5 or 4:30/],
    [{ sport_id: "Ride", ftp: 2400 }, /^ftp: /],
    [{ sport_id: "Ride", fthr: 190 }, /^fthr: 190 is not below the maximum of 186 bpm/],
    [{ sport_id: "Ride" }, /^Give at least one threshold/],
  ])("refuses %o before anything is changed", async (args, message) => {
    const { text, isError } = await miles.call("icu_update_sport_settings", args);
    expect([isError, text, writes()]).toEqual([true, expect.stringMatching(message), []]);
  });
});

describe("icu_create_sport_settings", () => {
  it("adds a sport with its usual unit, in metres per second behind it", async () => {
    const args = { sport_type: "Rowing", fthr: 165, pace_threshold: "1:55/500m" };
    expect(await text("icu_create_sport_settings", args)).toMatchInlineSnapshot(`
      "Added a sport · today is Wed 2026-05-13 (Pacific/Auckland)

      sport: Rowing
      sport_id: 7101
      threshold heart rate: 165 bpm (max not set)
      threshold pace: 1:55/500m
      load from: power, then hr, then pace"
    `);
  });

  it("refuses a second record for one sport, and names the first", async () => {
    const { text, isError } = await miles.call("icu_create_sport_settings", { sport_type: "TrailRun", fthr: 165 });
    expect([isError, text, writes()]).toEqual([true, expect.stringContaining("sport_id 7002"), []]);
  });
});

describe("icu_delete_sport_settings", () => {
  it("says what is gone", async () => {
    expect(await text("icu_delete_sport_settings", { sport_id: "7004" })).toMatchInlineSnapshot(`
      "Deleted a sport's settings · today is Wed 2026-05-13 (Pacific/Auckland)

      sport: WeightTraining, Hike, Walk, Yoga, Other
      sport_id: 7004
      threshold heart rate: 168 bpm (max 186)
      heart rate zones bpm: Z1 «Recovery» to 134, Z2 «Aerobic» to 150, Z3 «Tempo» to 157, Z4 «SubThreshold» to 166, Z5 «SuperThreshold» to 171, Z6 «Aerobic Capacity» to 177, Z7 «Anaerobic» to 186
      load from: power, then hr, then pace"
    `);
    const { isError } = await host.callAndConfirm("icu_delete_sport_settings", { sport_id: 7004 });
    expect(isError).toBe(true);
  });

  it("takes no sport for a number: the record may be for others too", async () => {
    const { text, isError } = await miles.callAndConfirm("icu_delete_sport_settings", { sport_id: "Yoga" });
    expect([isError, text, upstream.requests]).toEqual([
      true,
      expect.stringMatching(/^sport_id: must be the sport_id/),
      [],
    ]);
  });
});

describe("icu_get_pace_curves", () => {
  it("shows time and pace per distance, critical speed and the athlete's own zones", async () => {
    expect(await text("icu_get_pace_curves", {}, reader)).toMatchInlineSnapshot(`
      "Best pace, Run, 2026-02-13 to 2026-05-13 · today is Wed 2026-05-13 (Pacific/Auckland)

      distance|time|pace|date|activity|name
      100 m|0:23|3:50/km|2026-05-06|i72057900|«6x800»
      200 m|0:47|3:55/km|2026-05-06|i72057900|«6x800»
      400 m|1:37|4:03/km|2026-05-06|i72057900|«6x800»
      800 m|3:16|4:05/km|2026-05-06|i72057900|«6x800»
      1 km|4:21|4:21/km|2026-05-06|i72057900|«6x800»
      1.5 km|6:42|4:28/km|2026-05-13|i72058600|«Tempo 2x15»
      1 mi|7:11|4:28/km|2026-05-13|i72058600|«Tempo 2x15»
      3 km|13:40|4:33/km|2026-04-15|i72055800|«Tempo 2x15»
      5 km|23:43|4:45/km|2026-04-15|i72055800|«Tempo 2x15»
      10 km|50:35|5:04/km|2026-05-13|i72058600|«Tempo 2x15»
      15 km|1:22:05|5:28/km|2026-04-12|i72055500|«Long run»

      critical speed: 3.47 m/s (4:48/km), D′ 112 m, fits with r² 0.999
      threshold pace in the settings: 4:20/km
      pace zones, from the settings: Z1 to 5:35/km, Z2 to 4:56/km, Z3 to 4:36/km, Z4 to 4:20/km, Z5 to 4:11/km, Z6 to 3:53/km, Z7 above"
    `);
  });

  it("shows swims per 100, and runs per mile where the athlete reads miles", async () => {
    const swim = await text("icu_get_pace_curves", { sport_type: "Swim", time_period: "month" }, reader);
    expect(swim).toMatch(/^100 m\|1:\d\d\|1:\d\d\/100m\|/m);
    const run = await json("icu_get_pace_curves", { days_back: 30 }, miles);
    expect(run.peaks[0].pace).toMatch(/^\d:\d\d\/mi$/);
  });

  it("adjusts to the grade for runs alone", async () => {
    const flat = await json("icu_get_pace_curves", { days_back: 30 }, reader);
    const graded = await json("icu_get_pace_curves", { days_back: 30, use_gap: true }, reader);
    expect([graded.grade_adjusted, graded.peaks]).toEqual([true, expect.not.objectContaining(flat.peaks)]);
    upstream.reset();
    const swim = await reader.call("icu_get_pace_curves", { sport_type: "Swim", use_gap: true });
    expect([swim.isError, swim.text, upstream.requests]).toEqual([
      true,
      expect.stringMatching(/^use_gap: only runs have a grade adjusted pace/),
      [],
    ]);
  });

  it("says so when there are none", async () => {
    expect(await text("icu_get_pace_curves", { sport_type: "Rowing" }, reader)).toContain("No distances were recorded");
  });
});

describe("icu_get_hr_curves", () => {
  it("shows peaks beside the zones that the athlete set, none that follow from the peaks", async () => {
    expect(await text("icu_get_hr_curves", { days_back: 30 }, reader)).toMatchInlineSnapshot(`
      "Highest heart rate, Ride, 2026-04-14 to 2026-05-13 · today is Wed 2026-05-13 (Pacific/Auckland)

      duration|bpm|date|activity|name
      0:01|185|2026-04-28|i72057100|«VO2 5x4»
      1:00|184|2026-04-28|i72057100|«VO2 5x4»
      2:00|184|2026-04-28|i72057100|«VO2 5x4»
      5:00|174|2026-04-28|i72057100|«VO2 5x4»
      10:00|167|2026-04-28|i72057100|«VO2 5x4»
      20:00|164|2026-05-05|i72057800|«Threshold 4x8»
      30:00|161|2026-05-05|i72057800|«Threshold 4x8»
      1:00:00|155|2026-05-05|i72057800|«Threshold 4x8»
      2:00:00|146|2026-05-09|i72058200|«Long ride»

      threshold heart rate in the settings: 168 bpm
      maximum in the settings: 186 bpm
      heart rate zones bpm, from the settings: Z1 to 134, Z2 to 150, Z3 to 157, Z4 to 166, Z5 to 171, Z6 to 177, Z7 to 186"
    `);
  });
});
