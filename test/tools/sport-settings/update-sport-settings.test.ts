import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";

const { text, json, writes } = athleteSession();
const imperial = athleteSession({ athlete: { units: "imperial" } });

describe("icu_update_sport_settings", () => {
  it("stores 4:30/km as 3.7037 m/s and shows the values before and after", async () => {
    expect(await text("icu_update_sport_settings", { sport_id: 7002, pace_threshold: 4.5 })).toMatchInlineSnapshot(`
      "Changed thresholds · today is Wed 2026-05-13 (Pacific/Auckland)

      Run, TrailRun, VirtualRun (sport_id 7002)

      threshold_pace: 4:20/km → 4:30/km
      pace_zones: Z1 to 5:35/km, Z2 to 4:56/km, Z3 to 4:36/km, Z4 to 4:20/km, Z5 to 4:11/km, Z6 to 3:53/km, Z7 above → Z1 to 5:48/km, Z2 to 5:08/km, Z3 to 4:46/km, Z4 to 4:30/km, Z5 to 4:21/km, Z6 to 4:02/km, Z7 above"
    `);
    const { sports } = await json("icu_get_sport_settings", {});
    expect(sports[1]).toMatchObject({ threshold_speed_mps: 3.7037, threshold_pace: "4:30/km" });
  });

  it("accepts a written pace, and a sport instead of a sport_id", async () => {
    const { sport } = await json("icu_update_sport_settings", { sport_id: "TrailRun", pace_threshold: "7:15/mi" });
    expect(sport).toMatchObject({ sport_id: 7002, threshold_pace: "4:30/km" });
  });

  it("accepts a swim threshold in minutes per 100 m", async () => {
    const { sport } = await json("icu_update_sport_settings", { sport_id: "7003", swim_threshold: "1.5" });
    expect(sport).toMatchObject({ threshold_speed_mps: 1.1111, threshold_pace: "1:30/100m" });
  });

  it("keeps the pace unit that the athlete chose for each sport", async () => {
    const run = await imperial.json("icu_update_sport_settings", { sport_id: "Run", pace_threshold: "4:30" });
    expect(run.sport).toMatchObject({ threshold_speed_mps: 3.7037, threshold_pace: "7:15/mi" });
    const swim = await imperial.json("icu_update_sport_settings", { sport_id: "Swim", swim_threshold: 1.5 });
    expect(swim.sport).toMatchObject({ threshold_speed_mps: 1.1111, threshold_pace: "1:22/100y" });
  });

  it("recalculates heart rate zones for a new threshold heart rate but not for a new FTP", async () => {
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
    [
      { sport_id: "Run", pace_threshold: "2:30" },
      /^pace_threshold: 2:30\/km is not a plausible threshold pace for Run/,
    ],
    [
      { sport_id: "Run", pace_threshold: 270 },
      /^pace_threshold: 4:30:00\/km is not a plausible threshold pace for Run/,
    ],
    [
      { sport_id: "Swim", swim_threshold: 0.5 },
      /^swim_threshold: 0:30\/100m is not a plausible threshold pace for Swim/,
    ],
    [
      { sport_id: "Swim", pace_threshold: 4.5 },
      /^pace_threshold: these settings apply to Swim, OpenWaterSwim. Use swim/,
    ],
    [{ sport_id: "Run", swim_threshold: 1.5 }, /^swim_threshold: these settings apply to Run, .* Use pace_threshold/],
    [{ sport_id: "Run", pace_threshold: "fast" }, /^pace_threshold: must be minutes, such as 4.5 or 4:30/],
    [{ sport_id: "Ride", ftp: 2400 }, /^ftp: /],
    [{ sport_id: "Ride", fthr: 190 }, /^fthr: 190 is not below the maximum heart rate of 186 bpm/],
    [{ sport_id: "Ride" }, /^Give at least one threshold/],
  ])("rejects %o before any write", async (args, message) => {
    expect(await imperial.errorText("icu_update_sport_settings", args)).toMatch(message);
    expect(writes()).toEqual([]);
  });
});
