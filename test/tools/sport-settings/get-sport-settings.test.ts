import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";

const { text } = athleteSession();

describe("icu_get_sport_settings", () => {
  it("shows the athlete's thresholds and named zones per sport", async () => {
    expect(await text("icu_get_sport_settings", {})).toMatchInlineSnapshot(`
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
