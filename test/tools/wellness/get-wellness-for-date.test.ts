import { beforeAll, describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { upstream } from "../../fixtures/fake-network.ts";

const { text, json, errorText } = athleteSession();

let pupil: string;
beforeAll(async () => {
  pupil = (await json("icu_list_athletes")).athletes[1].athlete_id;
});

describe("icu_get_wellness_for_date", () => {
  it("shows one day with the words of its scales, custom fields by name, and values carried forward", async () => {
    expect(await text("icu_get_wellness_for_date", { date: "2026-05-12" })).toMatchInlineSnapshot(`
      "Wellness on Tue 2026-05-12 · today is Wed 2026-05-13 (Pacific/Auckland)

      fitness (CTL): 68
      fatigue (ATL): 81.2
      form (fitness − fatigue): -13.2: optimal
      ramp rate per week: 3.2
      load: 79
      sleep: 7h49m
      sleep score 0-100: 85
      sleep quality 1-4: 1 (great)
      resting bpm: 51
      sleeping bpm: 53
      HRV rMSSD ms: 68
      perceived fatigue 1-4: 3 (high)
      soreness 1-4: 3 (high)
      stress 1-4: 3 (high)
      mood 1-4: 2 (good)
      motivation 1-4: 2 (high)
      weight kg: 61.7*
      VO2max: 52
      steps: 7432
      «Alcohol»: 1
      estimated for Ride: FTP 226 W, W′ 16 kJ, Pmax 722 W

      All 1-4 scales: 1 is best, 4 is worst.
      * Carried forward from an earlier day, not measured that day."
    `);
  });

  it("requests no custom items when the day has no custom fields", async () => {
    await text("icu_get_wellness_for_date", { date: "2026-05-12", athlete_id: pupil });
    expect(upstream.requests.map(({ path }) => path)).not.toContain(expect.stringContaining("custom-item"));
  });

  it("says when a day has no record, and when it is in the future", async () => {
    expect(await text("icu_get_wellness_for_date", { date: "2020-01-31" })).toContain(
      "Nothing was recorded on this day.",
    );
    expect(await text("icu_get_wellness_for_date", { date: "+3d" })).toMatchInlineSnapshot(`
      "Wellness on Sat 2026-05-16 · today is Wed 2026-05-13 (Pacific/Auckland)

      fitness (CTL): 69.9
      fatigue (ATL): 85.7
      form (fitness − fatigue): -15.8: optimal
      ramp rate per week: 2.7
      load: 143

      This day is in the future: its fitness is projected from planned workouts."
    `);
  });

  it("shows the codes of custom fields when the settings cannot be read", async () => {
    upstream.fail({ kind: "5xx", status: 403, match: { path: /custom-item/ } });
    expect(await text("icu_get_wellness_for_date", { date: "2026-05-12" })).toContain("«AlcoholUnits»: 1");
  });

  it("rejects an impossible date before any request", async () => {
    expect(await errorText("icu_get_wellness_for_date", { date: "2026-02-30" })).toMatch(/^date: must be a date/);
    expect(upstream.requests).toEqual([]);
  });
});
