import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { upstream } from "../../fixtures/fake-network.ts";

const { text, json } = athleteSession({ athlete: { id: "i7500001" } });

describe("icu_get_athlete_profile", () => {
  it("shows the athlete's settings, thresholds, zones and today's form", async () => {
    expect(await text("icu_get_athlete_profile")).toMatchInlineSnapshot(`
      "Profile · today is Wed 2026-05-13 (Pacific/Auckland)

      name: «Demo Athlete»
      id: i7500001
      sex: F
      date of birth: 1989-04-12
      location: «Demo Town», «New Zealand»
      weight: 61.4 kg
      resting heart rate: 47 bpm
      units: km, kg, °C

      Today, including planned workouts: fitness 68.1, fatigue 80.1, form -12 (optimal)

      sport: Ride, VirtualRide, GravelRide, MountainBikeRide
      FTP: 228 W
      indoor FTP: 222 W
      W′: 16.4 kJ
      threshold heart rate: 168 bpm (max 186)
      power zones W: Z1 to 125, Z2 to 171, Z3 to 205, Z4 to 239, Z5 to 273, Z6 to 342, Z7 above
      heart rate zones bpm: Z1 to 134, Z2 to 150, Z3 to 157, Z4 to 166, Z5 to 171, Z6 to 177, Z7 to 186

      sport: Run, TrailRun, VirtualRun
      threshold heart rate: 168 bpm (max 186)
      threshold pace: 4:20/km
      heart rate zones bpm: Z1 to 134, Z2 to 150, Z3 to 157, Z4 to 166, Z5 to 171, Z6 to 177, Z7 to 186
      pace zones: Z1 to 5:35/km, Z2 to 4:56/km, Z3 to 4:36/km, Z4 to 4:20/km, Z5 to 4:11/km, Z6 to 3:53/km, Z7 above

      sport: Swim, OpenWaterSwim
      threshold pace: 1:30/100m

      sport: WeightTraining, Hike, Walk, Yoga, Other
      threshold heart rate: 168 bpm (max 186)
      heart rate zones bpm: Z1 to 134, Z2 to 150, Z3 to 157, Z4 to 166, Z5 to 171, Z6 to 177, Z7 to 186"
    `);
  });

  it("returns the same facts as JSON on request", async () => {
    const { athlete, fitness, sports } = await json("icu_get_athlete_profile");
    expect(athlete).toMatchObject({ athlete_id: "i7500001", time_zone: "Pacific/Auckland" });
    expect(fitness.form).toBeCloseTo(fitness.fitness - fitness.fatigue, 6);
    expect(sports[1]).toMatchObject({ threshold_pace: "4:20/km", threshold_speed_mps: expect.closeTo(1000 / 260, 3) });
  });

  it("never shows a secret of the account", async () => {
    const answer = JSON.stringify(await json("icu_get_athlete_profile")) + (await text("icu_get_athlete_profile"));
    expect(answer).not.toMatch(/secret|token|@|api_key/i);
  });

  it("shows the e-mail address only on request, without another API request", async () => {
    const email = "i7500001@example.test";
    expect(await text("icu_get_athlete_profile")).not.toContain(email);
    upstream.reset();
    expect(await text("icu_get_athlete_profile", { include_email: true })).toContain(`email: «${email}»`);
    expect(upstream.requests).toHaveLength(2);
  });
});
