import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { NOW, resetClock, setClock } from "../fixtures/clock.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { connectSession, connectStateless, type McpClient, withRefilledBudget } from "../fixtures/mcp-client.ts";
import { signIn } from "../fixtures/oauth-client.ts";

const KEY = "coach0000key000000000000";
const OTHER_KEY = "coach0001key000000000000";

let coach: McpClient;
let delegate: McpClient;
let pupil: string;
beforeAll(async () => {
  upstream.reset();
  await upstream.addAthlete({ key: KEY, id: "i7700001", now: NOW });
  coach = withRefilledBudget(await connectStateless((await signIn({ key: KEY })).access_token));
  const { athletes } = JSON.parse((await coach.call("icu_list_athletes", {}, { "intervals/format": "json" })).text);
  pupil = athletes[1].athlete_id;
  // One whose connection is about somebody they coach.
  await upstream.addAthlete({ key: OTHER_KEY, now: NOW });
  const seen = withRefilledBudget(await connectStateless((await signIn({ key: OTHER_KEY })).access_token));
  const list = JSON.parse((await seen.call("icu_list_athletes", {}, { "intervals/format": "json" })).text);
  const athleteId = list.athletes[1].athlete_id;
  delegate = withRefilledBudget(await connectSession((await signIn({ key: OTHER_KEY, athleteId })).access_token));
  setClock();
});
afterAll(resetClock);
beforeEach(() => upstream.reset());

const text = async (name: string, args?: Record<string, unknown>, by = coach) => {
  const answer = await by.call(name, args);
  expect(answer.isError, answer.text).toBe(false);
  return answer.text.replaceAll(pupil, "iPUPIL");
};
const json = async (name: string, args: Record<string, unknown>) => {
  const answer = await coach.call(name, args, { "intervals/format": "json" });
  expect(answer.isError, answer.text).toBe(false);
  return JSON.parse(answer.text);
};

describe("icu_list_athletes", () => {
  it("names everybody whose data can be read, and whom calls are about", async () => {
    expect(await text("icu_list_athletes")).toMatchInlineSnapshot(`
      "Athletes · today is Wed 2026-05-13 (Pacific/Auckland)

      athlete_id|name|time zone|place|status|without athlete_id
      i7700001|«Demo Athlete»|Pacific/Auckland|«Demo Town, New Zealand»|active|this one
      iPUPIL|«Demo Pupil»|Pacific/Auckland|«Demo Town, New Zealand»|active|"
    `);
  });
});

describe("icu_get_athlete_summary", () => {
  it("shows the roster's weeks from one request, the most tired athlete first", async () => {
    expect(await text("icu_get_athlete_summary")).toMatchInlineSnapshot(`
      "Weeks by athlete, newest first, most tired first · today is Wed 2026-05-13 (Pacific/Auckland)

      week of|athlete|athlete_id|activities|time|distance km|load|fitness|fatigue|form|band|ramp|weight kg|eFTP W|time in zones|by sport: count, time, load|last wellness
      2026-05-11|«Demo Athlete»|i7700001|4|3h08m|43|207|68.1|80.1|-12|optimal|3.1|61.7|226|Z1 31m Z2 49m Z3 11m Z4 36m Z5 23m Z6 41s|Run 1, 1h01m, 73; VirtualRide 1, 1h00m, 79; WeightTraining 1, 40m, 18; Swim 1, 27m, 37|2026-05-13
      2026-05-11|«Demo Pupil»|iPUPIL|1|1h01m|11|68|25.1|30.5|-5.4|grey zone|1.4|62.3||Z1 51s Z2 30m Z3 1m Z4 29m|Run 1, 1h01m, 68|2026-05-13
      2026-05-04|«Demo Athlete»|i7700001|10|10h37m|194|618|68|85.6|-17.6|optimal|3.8|62|226|Z1 1h32m Z2 5h20m Z3 2h11m Z4 1h16m Z5 9m Z6 14m|Run 4, 3h36m, 237; Ride 1, 2h40m, 123; VirtualRide 2, 2h38m, 148; Swim 2, 1h03m, 84; WeightTraining 1, 40m, 26|2026-05-13
      2026-05-04|«Demo Pupil»|iPUPIL|4|3h36m|39|231|25.3|33|-7.7|grey zone|1.6|61.7||Z1 3m Z2 1h39m Z3 1h24m Z4 13m Z5 7m Z6 9m|Run 4, 3h36m, 231|2026-05-13

      The week of 2026-05-11 is not over; its fitness, fatigue and form are today's, with what is planned for today."
    `);
    expect(upstream.requests).toHaveLength(1);
  });

  it("has form as fitness less fatigue, and nobody's e-mail", async () => {
    const answer = await json("icu_get_athlete_summary", { weeks: 1, athlete_id: pupil });
    expect(answer.weeks.map(({ athlete_id }: { athlete_id: string }) => athlete_id)).toEqual([pupil]);
    const [{ fitness, fatigue, form }] = answer.weeks;
    expect(form).toBeCloseTo(fitness - fatigue, 9);
    expect(JSON.stringify(answer)).not.toContain("@");
  });

  it("shows the coach alone when asked for by their own id", async () => {
    const { weeks } = await json("icu_get_athlete_summary", { weeks: 1, athlete_id: "i7700001" });
    expect(weeks.map(({ athlete_id }: { athlete_id: string }) => athlete_id)).toEqual(["i7700001"]);
  });

  it("refuses more than a year", async () => {
    const { text, isError } = await coach.call("icu_get_athlete_summary", { weeks: 53 });
    expect([isError, text, upstream.requests]).toEqual([true, expect.stringMatching(/^weeks: /), []]);
  });
});

describe("a coached athlete", () => {
  it("is named in the answer, and is who the call is about", async () => {
    expect((await text("icu_get_wellness_for_date", { date: "yesterday", athlete_id: pupil })).split("\n")[0]).toBe(
      "Wellness of Tue 2026-05-12 of «Demo Pupil» (iPUPIL) · today is Wed 2026-05-13 (Pacific/Auckland)",
    );
    expect(upstream.requests.map(({ path }) => path.split("/")[4])).not.toContain("0");
  });

  it("can be the default of a connection, and is not named then", async () => {
    expect((await text("icu_get_gear_list", {}, delegate)).split("\n")[0]).toBe(
      "Gear · today is Wed 2026-05-13 (Pacific/Auckland)",
    );
    const own = await text("icu_get_gear_list", { athlete_id: "0" }, delegate);
    expect(own.split("\n")[0]).toContain("Gear of «Demo Athlete» (0)");
  });
});

describe("icu_get_wellness_for_date", () => {
  it("shows one day with the words of its scales, custom fields by name, and what was not measured", async () => {
    expect(await text("icu_get_wellness_for_date", { date: "2026-05-12" })).toMatchInlineSnapshot(`
      "Wellness of Tue 2026-05-12 · today is Wed 2026-05-13 (Pacific/Auckland)

      fitness (CTL): 68
      fatigue (ATL): 81.2
      form (fitness − fatigue): -13.2: optimal
      ramp rate a week: 3.2
      load: 79
      sleep: 7h49m
      sleep score 0-100: 85
      sleep quality 1-4: 1 (great)
      resting bpm: 51
      sleeping bpm: 53
      HRV rMSSD ms: 68
      fatigue felt 1-4: 3 (high)
      soreness 1-4: 3 (high)
      stress 1-4: 3 (high)
      mood 1-4: 2 (good)
      motivation 1-4: 2 (high)
      weight kg: 61.7*
      VO2max: 52
      steps: 7432
      «Alcohol»: 1
      estimated for Ride: FTP 226 W, W′ 16 kJ, Pmax 722 W

      1-4: 1 is best, 4 is worst, for every feeling.
      *: carried forward, not measured that day."
    `);
  });

  it("asks for no names of fields where there are no such fields", async () => {
    await text("icu_get_wellness_for_date", { date: "2026-05-12", athlete_id: pupil });
    expect(upstream.requests.map(({ path }) => path)).not.toContain(expect.stringContaining("custom-item"));
  });

  it("says so on a day without a record, and on one to come", async () => {
    expect(await text("icu_get_wellness_for_date", { date: "2020-01-31" })).toContain(
      "Nothing was recorded on this day.",
    );
    expect(await text("icu_get_wellness_for_date", { date: "+3d" })).toMatchInlineSnapshot(`
      "Wellness of Sat 2026-05-16 · today is Wed 2026-05-13 (Pacific/Auckland)

      fitness (CTL): 69.9
      fatigue (ATL): 85.7
      form (fitness − fatigue): -15.8: optimal
      ramp rate a week: 2.7
      load: 143

      This day is still to come: its fitness follows from what is planned."
    `);
  });

  it("shows codes where the settings are closed to us", async () => {
    upstream.fail({ kind: "5xx", status: 403, match: { path: /custom-item/ } });
    expect(await text("icu_get_wellness_for_date", { date: "2026-05-12" })).toContain("«AlcoholUnits»: 1");
  });

  it("refuses what is no day before anything is sent", async () => {
    const { text, isError } = await coach.call("icu_get_wellness_for_date", { date: "2026-02-30" });
    expect([isError, text, upstream.requests]).toEqual([true, expect.stringMatching(/^date: must be a date/), []]);
  });
});

describe("form", () => {
  it("is fitness less fatigue in every answer, the same number for the same day", async () => {
    const day = { date: "today" };
    const { fitness: profile } = await json("icu_get_athlete_profile", {});
    const { today } = await json("icu_get_fitness_summary", {});
    const { series } = await json("icu_get_fitness_chart", { days_back: 0, days_ahead: 0 });
    const { weeks } = await json("icu_get_athlete_summary", { weeks: 1, athlete_id: "i7700001" });
    const { day: wellness } = await json("icu_get_wellness_for_date", day);
    const { events } = await json("icu_get_calendar_events", { days_ahead: 0 });
    const planned = events.find((event: { date: string }) => event.date === "2026-05-13");
    const all = [profile, today, series[0], weeks[0], wellness, planned];
    for (const { fitness, fatigue, fatigue_load = fatigue, form } of all) {
      expect(form).toBeCloseTo(fitness - fatigue_load, 6);
      expect(form).toBeCloseTo(profile.form, 2);
    }
  });
});

describe("icu_get_athlete_profile", () => {
  it("tells the e-mail address only when it is asked for, without a further request", async () => {
    const email = "i7700001@example.test";
    expect(await text("icu_get_athlete_profile")).not.toContain(email);
    upstream.reset();
    expect(await text("icu_get_athlete_profile", { include_email: true })).toContain(`e-mail: «${email}»`);
    expect(upstream.requests).toHaveLength(2);
  });
});
