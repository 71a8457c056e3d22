import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { upstream } from "../../fixtures/fake-network.ts";
import { latestActivities } from "../../fixtures/latest-activities.ts";

const session = athleteSession();
const { text, json, call } = session;
const ids = latestActivities(session);

describe("icu_get_activity_details", () => {
  it("summarizes a ride", async () => {
    expect(await text("icu_get_activity_details", { activity_id: ids.Ride })).toMatchInlineSnapshot(`
      "Activity · today is Wed 2026-05-13 (Pacific/Auckland)

      «Long ride»

      id: i72058200
      start: 2026-05-09 08:37
      type: Ride
      moving time: 2:40:00
      elapsed time: 2:47:37
      distance: 74.31 km
      elevation gain: 586 m
      average speed or pace: 27.9 km/h
      maximum speed or pace: 42.7 km/h
      average power: 147 W
      normalized power: 151 W
      FTP used: 222 W
      variability index: 1.03
      average heart rate: 144 bpm
      maximum heart rate: 153 bpm
      threshold heart rate used: 168 bpm
      efficiency factor (power or speed per bpm): 1.05
      decoupling: -1.1%
      cadence: 87
      training load: 123 (power 123, heart rate 171)
      intensity: 68% of threshold
      fitness afterwards: 66.7
      fatigue afterwards: 80.2
      work: 1413 kJ
      work above FTP: 0 kJ
      calories burned: 1413 kcal
      carbohydrates burned: 212 g
      feel (1-5, 1 best): 2
      RPE (1-10): 3
      session RPE (RPE × minutes): 480
      plan compliance: 102%
      planned event: 42058200
      time in power zones (upper bound in % of FTP): Z1 (to 55) 14m, Z2 (to 75) 1h51m, Z3 (to 90) 34m, Z4 (to 105) 3s
      time in heart rate zones (upper bound in bpm): Z1 (to 134) 12m, Z2 (to 150) 2h00m, Z3 (to 157) 28m
      gear: «Road bike»
      tags: «long»
      recorded with: «Garmin Forerunner 965»
      source: GARMIN_CONNECT

      Recorded streams: time, watts, cadence, heartrate, distance, altitude, latlng, velocity_smooth, temp, fixed_altitude"
    `);
  });

  it("shows the cadence of a run in steps of both legs, and no power that was not recorded", async () => {
    const run = await json("icu_get_activity_details", { activity_id: ids.Run });
    expect(run.average_cadence).toBeGreaterThan(150);
    expect(run.average_watts).toBeUndefined();
  });

  it("rejects a malformed activity id before any request", async () => {
    const { isError } = await call("icu_get_activity_details", { activity_id: "../athlete/0" });
    expect([isError, upstream.requests]).toEqual([true, []]);
  });
});
