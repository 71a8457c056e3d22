import { beforeAll, describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { upstream } from "../../fixtures/fake-network.ts";

const { text, json, errorText } = athleteSession({ athlete: { id: "i7700001" } });

let pupil: string;
beforeAll(async () => {
  pupil = (await json("icu_list_athletes")).athletes[1].athlete_id;
});

describe("icu_get_athlete_summary", () => {
  it("shows the weeks of all athletes from one request, the most tired athlete first", async () => {
    expect((await text("icu_get_athlete_summary")).replaceAll(pupil, "iPUPIL")).toMatchInlineSnapshot(`
      "Weekly totals per athlete, newest week first, lowest form first · today is Wed 2026-05-13 (Pacific/Auckland)

      week of|athlete|athlete_id|activities|time|distance km|load|fitness|fatigue|form|band|ramp|weight kg|eFTP W|time in zones|by sport: count, time, load|last wellness
      2026-05-11|«Demo Athlete»|i7700001|4|3h08m|43|207|68.1|80.1|-12|optimal|3.1|61.7|226|Z1 31m Z2 49m Z3 11m Z4 36m Z5 23m Z6 41s|Run 1, 1h01m, 73; VirtualRide 1, 1h00m, 79; WeightTraining 1, 40m, 18; Swim 1, 27m, 37|2026-05-13
      2026-05-11|«Demo Pupil»|iPUPIL|1|1h01m|11|68|25.1|30.5|-5.4|grey zone|1.4|62.3||Z1 51s Z2 30m Z3 1m Z4 29m|Run 1, 1h01m, 68|2026-05-13
      2026-05-04|«Demo Athlete»|i7700001|10|10h37m|194|618|68|85.6|-17.6|optimal|3.8|62|226|Z1 1h32m Z2 5h20m Z3 2h11m Z4 1h16m Z5 9m Z6 14m|Run 4, 3h36m, 237; Ride 1, 2h40m, 123; VirtualRide 2, 2h38m, 148; Swim 2, 1h03m, 84; WeightTraining 1, 40m, 26|2026-05-13
      2026-05-04|«Demo Pupil»|iPUPIL|4|3h36m|39|231|25.3|33|-7.7|grey zone|1.6|61.7||Z1 3m Z2 1h39m Z3 1h24m Z4 13m Z5 7m Z6 9m|Run 4, 3h36m, 231|2026-05-13

      The week of 2026-05-11 is not over. Its fitness, fatigue and form are today's and include today's planned workouts."
    `);
    expect(upstream.requests).toHaveLength(1);
  });

  it("computes form as fitness minus fatigue, and shows no e-mail address", async () => {
    const answer = await json("icu_get_athlete_summary", { weeks: 1, athlete_id: pupil });
    expect(answer.weeks.map(({ athlete_id }: { athlete_id: string }) => athlete_id)).toEqual([pupil]);
    const [{ fitness, fatigue, form }] = answer.weeks;
    expect(form).toBeCloseTo(fitness - fatigue, 9);
    expect(JSON.stringify(answer)).not.toContain("@");
  });

  it("shows only the coach for the coach's own id", async () => {
    const { weeks } = await json("icu_get_athlete_summary", { weeks: 1, athlete_id: "i7700001" });
    expect(weeks.map(({ athlete_id }: { athlete_id: string }) => athlete_id)).toEqual(["i7700001"]);
  });

  it("rejects more than a year", async () => {
    expect(await errorText("icu_get_athlete_summary", { weeks: 53 })).toMatch(/^weeks: /);
    expect(upstream.requests).toEqual([]);
  });
});
