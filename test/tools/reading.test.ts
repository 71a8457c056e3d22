import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NOW, resetClock, setClock } from "../fixtures/clock.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { connectStateless, type McpClient, withRefilledBudget } from "../fixtures/mcp-client.ts";
import { signIn } from "../fixtures/oauth-client.ts";

const KEY = "reading0key0000000000000";

let host: McpClient;
beforeAll(async () => {
  upstream.reset();
  await upstream.addAthlete({ key: KEY, id: "i7500001", now: NOW });
  host = withRefilledBudget(await connectStateless((await signIn({ key: KEY })).access_token));
  setClock();
});
afterAll(resetClock);

const textOf = async (name: string, args?: Record<string, unknown>) => (await host.call(name, args)).text;
const jsonOf = async (name: string, args?: Record<string, unknown>) =>
  JSON.parse((await host.call(name, args, { "intervals/format": "json" })).text);
const latest = async (type: string, name?: string): Promise<string> => {
  const { activities } = await jsonOf("icu_get_recent_activities", { limit: 100, days_back: 60 });
  return activities.find((one: { type: string; name: string }) => one.type === type && (!name || one.name === name)).id;
};

describe("icu_get_athlete_profile", () => {
  it("says who the athlete is, with thresholds, zones and today's form", async () => {
    expect(await textOf("icu_get_athlete_profile")).toMatchInlineSnapshot(`
      "Profile · today is Wed 2026-05-13 (Pacific/Auckland)

      name: «Demo Athlete»
      id: i7500001
      sex: F
      born: 1989-04-12
      lives in: «Demo Town», «New Zealand»
      weight: 61.4 kg
      resting heart rate: 47 bpm
      reads: km, kg, °C

      Today, with what is planned for today: fitness 68.1, fatigue 80.1, form -12 (optimal)

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

  it("answers the same facts as JSON when it is asked to", async () => {
    const { athlete, fitness, sports } = await jsonOf("icu_get_athlete_profile");
    expect(athlete).toMatchObject({ athlete_id: "i7500001", time_zone: "Pacific/Auckland" });
    expect(fitness.form).toBeCloseTo(fitness.fitness - fitness.fatigue, 6);
    expect(sports[1]).toMatchObject({ threshold_pace: "4:20/km", threshold_speed_mps: expect.closeTo(1000 / 260, 3) });
  });

  it("shows no secret of the account", async () => {
    const text = JSON.stringify(await jsonOf("icu_get_athlete_profile")) + (await textOf("icu_get_athlete_profile"));
    expect(text).not.toMatch(/secret|token|@|api_key/i);
  });
});

describe("icu_get_fitness_summary", () => {
  it("says what today's form means, and that it counts the plan", async () => {
    expect(await textOf("icu_get_fitness_summary")).toMatchInlineSnapshot(`
      "Fitness · today is Wed 2026-05-13 (Pacific/Auckland)

      fitness (CTL): 68.1
      fatigue (ATL): 80.1
      form (fitness − fatigue): -12: optimal, tired enough to build fitness
      ramp rate: 3.1 a week: building
      2026-05-06: fitness 65, fatigue 74.5, form -9.6
      2026-04-01: fitness 60.1, fatigue 42.5, form 17.5
      last 7 days: 10 activities, 10h24m, load 601
      estimated FTP Ride: 226 W

      Today's values already count what is planned for today (1 workout, load 69), done or not."
    `);
  });
});

describe("icu_get_fitness_chart", () => {
  it("shows past and projected days with form", async () => {
    expect(await textOf("icu_get_fitness_chart", { days_back: 3, days_ahead: 2 })).toMatchInlineSnapshot(`
      "Fitness chart · today is Wed 2026-05-13 (Pacific/Auckland)

      date|load|fitness|fatigue|form|band
      2026-05-10|100|68|85.6|-17.6|optimal
      2026-05-11|55|67.7|81.6|-13.8|optimal
      2026-05-12|79|68|81.2|-13.2|optimal
      2026-05-13 (today)|73|68.1|80.1|-12|optimal
      2026-05-14 (plan)|100|68.9|82.8|-13.9|optimal
      2026-05-15 (plan)|39|68.2|76.9|-8.8|grey zone

      Today and later include planned workouts, if the athlete's settings count them."
    `);
  });

  it("shows long ranges by week and says how to see each day", async () => {
    const text = await textOf("icu_get_fitness_chart", { days_back: 200, days_ahead: 0 });
    expect(text.split("\n").filter((line) => /^\d{4}-/.test(line)).length).toBeLessThan(40);
    expect(text).toContain("Ask for 60 days or fewer to see each.");
  });

  it("refuses more than a year", async () => {
    const { text, isError } = await host.call("icu_get_fitness_chart", { days_back: 365, days_ahead: 1 });
    expect([isError, text]).toEqual([true, "days_back + days_ahead: must be at most 365 together. Ask for less."]);
  });
});

describe("icu_get_recent_activities", () => {
  it("lists the latest ones, one line each", async () => {
    expect(await textOf("icu_get_recent_activities", { limit: 6 })).toMatchInlineSnapshot(`
      "Recent activities, newest first · today is Wed 2026-05-13 (Pacific/Auckland)

      id|start|type|name|distance km|time|climb m|speed/pace|avg W|NP W|avg bpm|load|intensity %|RPE 1-10|feel 1-5, 1 best
      i72058600|2026-05-13 06:21|Run|«Tempo 2x15»|11.7|1:01:00|76|5:12/km|||155|73|85|6|3
      i72058500|2026-05-12 17:44|VirtualRide (indoor)|«VO2 5x4»|29.5|1:00:00||29.5 km/h|167|197|148|79|89|8|4
      i72058401|2026-05-11 17:11|WeightTraining|«Strength»||40:00||||||18||4|2
      i72058400|2026-05-11 06:29|Swim|«CSS 10x100»|1.6|26:59||1:41/100m|||152|37|90||
      i72058300|2026-05-10 08:45|Run|«Long run 🏃‍♀️ — “naïve” pacing esrever»|16.8|1:35:00|123|5:39/km|||151|100|79|5|3
      i72058201|2026-05-09 11:24|Run|«Run off the bike»|3.8|20:00|22|5:18/km|||154|24|85||

      There may be older ones: ask for an earlier range or a higher limit."
    `);
  });

  it("explains hidden Strava activities once", async () => {
    const text = await textOf("icu_get_recent_activities", { limit: 100, days_back: 90 });
    expect(text.match(/Strava/g)).toHaveLength(1);
  });

  it("refuses a limit beyond 100", async () => {
    const { text, isError } = await host.call("icu_get_recent_activities", { limit: 1000 });
    expect([isError, text]).toEqual([true, expect.stringContaining("limit: ")]);
  });
});

describe("icu_get_activities_by_date", () => {
  it("takes words for days", async () => {
    const { activities } = await jsonOf("icu_get_activities_by_date", { oldest: "last monday", newest: "yesterday" });
    expect(activities.map(({ start }: { start: string }) => start.slice(0, 10))).toEqual(
      expect.arrayContaining(["2026-05-11"]),
    );
    for (const { start } of activities) expect(start >= "2026-05-11" && start < "2026-05-13").toBe(true);
  });

  it("refuses a range that runs backwards", async () => {
    const { text } = await host.call("icu_get_activities_by_date", { oldest: "2026-05-02", newest: "2026-05-01" });
    expect(text).toBe("oldest: 2026-05-02 is after newest (2026-05-01). Swap them.");
  });

  it.each(["2026-02-30", "9999-01-01", "the other day", ""])("refuses %j as a day", async (oldest) => {
    const { text, isError } = await host.call("icu_get_activities_by_date", { oldest });
    expect([isError, text]).toEqual([true, expect.stringContaining("oldest: must be a date such as")]);
  });
});

describe("icu_get_activity_details", () => {
  it("summarises a ride", async () => {
    expect(await textOf("icu_get_activity_details", { activity_id: await latest("Ride") })).toMatchInlineSnapshot(`
      "Activity · today is Wed 2026-05-13 (Pacific/Auckland)

      «Long ride»

      id: i72058200
      start: 2026-05-09 08:37
      type: Ride
      moving time: 2:40:00
      elapsed time: 2:47:37
      distance: 74.31 km
      climb: 586 m
      average speed or pace: 27.9 km/h
      fastest: 42.7 km/h
      average power: 147 W
      normalized power: 151 W
      FTP used: 222 W
      variability index: 1.03
      average heart rate: 144 bpm
      highest heart rate: 153 bpm
      threshold heart rate used: 168 bpm
      efficiency (power or speed per beat): 1.05
      decoupling: -1.1 %
      cadence: 87
      training load: 123 (power 123, heart rate 171)
      intensity: 68 % of threshold
      fitness after it: 66.7
      fatigue after it: 80.2
      work: 1413 kJ
      work above FTP: 0 kJ
      energy burned: 1413 kcal
      carbohydrates used: 212 g
      feel (1-5, 1 best): 2
      RPE (1-10): 3
      session RPE (RPE × minutes): 480
      compliance with plan: 102 %
      planned event: 42058200
      time in power zones (top in % of FTP): Z1 (to 55) 14m, Z2 (to 75) 1h51m, Z3 (to 90) 34m, Z4 (to 105) 3s
      time in heart rate zones (top in bpm): Z1 (to 134) 12m, Z2 (to 150) 2h00m, Z3 (to 157) 28m
      gear: «Road bike»
      tags: «long»
      recorded with: «Garmin Forerunner 965»
      source: GARMIN_CONNECT

      Recorded: time, watts, cadence, heartrate, distance, altitude, latlng, velocity_smooth, temp, fixed_altitude"
    `);
  });

  it("gives a run its pace, its steps per minute of both legs, and no power it has not", async () => {
    const run = await jsonOf("icu_get_activity_details", { activity_id: await latest("Run") });
    expect(run.average_cadence).toBeGreaterThan(150);
    expect(run.average_watts).toBeUndefined();
  });

  it("refuses what is no activity id before anything is sent", async () => {
    upstream.reset();
    const { isError } = await host.call("icu_get_activity_details", { activity_id: "../athlete/0" });
    expect([isError, upstream.requests]).toEqual([true, []]);
  });
});

describe("icu_get_activity_intervals", () => {
  it("shows intervals with groups of alike ones", async () => {
    expect(
      await textOf("icu_get_activity_intervals", { activity_id: await latest("VirtualRide", "Threshold 4x8") }),
    ).toMatchInlineSnapshot(`
      "Intervals, VirtualRide · today is Wed 2026-05-13 (Pacific/Auckland)

      Alike ones:
      4 × 8:00 at 224 W, 33.4 km/h, 170 bpm

      #|kind|start|time|distance km|avg W|NP W|max W|speed/pace|avg bpm|max bpm|cadence|zone|intensity %|load
      1|recovery|0:00|15:00|7.02|140|142|174|28.1 km/h|136|149|86|2|64|10.2
      2|work|15:00|8:00|4.46|226|226|239|33.4 km/h|169|172|90|4|102|13.8
      3|recovery|23:00|4:00|1.79|123|124|136|26.9 km/h|137|169|86|2|56|2.1
      4|work|27:00|8:00|4.44|226|226|243|33.3 km/h|169|173|89|4|102|13.8
      5|recovery|35:00|4:00|1.78|124|124|131|26.7 km/h|137|170|86|2|56|2.1
      6|work|39:00|8:00|4.47|225|226|249|33.6 km/h|170|173|89|4|102|13.8
      7|recovery|47:00|4:00|1.79|121|120|129|26.9 km/h|138|171|86|1|54|2
      8|work|51:00|8:00|4.44|219|219|241|33.3 km/h|170|173|89|4|99|13
      9|recovery|59:00|14:00|6.1|116|117|134|26.2 km/h|132|171|86|1|53|6.5"
    `);
  });
});

describe("icu_get_activity_streams", () => {
  it("gives statistics of everything and a few real samples", async () => {
    const args = { activity_id: await latest("Ride"), streams: ["watts", "heartrate"], max_points: 8 };
    expect(await textOf("icu_get_activity_streams", args)).toMatchInlineSnapshot(`
      "Samples · today is Wed 2026-05-13 (Pacific/Auckland)

      9600 of 9600 samples in the window; statistics over all of them:

      watts W: mean 147, median 153, min 0 at 0:16, max 203 at 2:09:15
      heartrate bpm: mean 144, median 144, min 85 at 0:04, max 153 at 2:15:18

      8 of them:
      time s|watts W|heartrate bpm
      0|114|
      4|119|85
      16|0|100
      4978|0|145
      5401|193|144
      7755|203|151
      8118|180|153
      10056|149|141"
    `);
  });

  it("keeps the peaks of every stream, however few points there may be", async () => {
    const activity_id = await latest("Ride");
    const { statistics, points } = await jsonOf("icu_get_activity_streams", { activity_id, max_points: 20 });
    for (const { stream, max, min } of statistics) {
      expect(Math.max(...points[stream].filter((value: number | null) => value !== null))).toBe(max);
      expect(Math.min(...points[stream].filter((value: number | null) => value !== null))).toBe(min);
    }
    expect(points.time).toHaveLength(20);
  });

  it("cuts a window out by time or by distance", async () => {
    const activity_id = await latest("Ride");
    const byTime = await jsonOf("icu_get_activity_streams", { activity_id, from_seconds: 600, to_seconds: 660 });
    expect(Math.min(...byTime.points.time)).toBe(600);
    expect(Math.max(...byTime.points.time)).toBe(660);
    const byDistance = await jsonOf("icu_get_activity_streams", { activity_id, from_meters: 5000, to_meters: 6000 });
    expect(Math.min(...byDistance.points.distance)).toBeGreaterThanOrEqual(5000);
    expect(Math.max(...byDistance.points.distance)).toBeLessThanOrEqual(6000);
  });

  it("splits a position into latitude and longitude", async () => {
    const { points } = await jsonOf("icu_get_activity_streams", {
      activity_id: await latest("Ride"),
      streams: ["latlng"],
      max_points: 3,
    });
    expect(Object.keys(points)).toEqual(["time", "lat", "lng"]);
  });

  it("names what an activity has when something else is asked for", async () => {
    const { text, isError } = await host.call("icu_get_activity_streams", {
      activity_id: await latest("Swim"),
      streams: ["watts"],
    });
    expect([isError, text]).toEqual([
      true,
      expect.stringMatching(/^streams: watts not recorded\. This activity has: time/),
    ]);
  });

  it("says where the recording ends when the window lies beyond it", async () => {
    const { text } = await host.call("icu_get_activity_streams", {
      activity_id: await latest("Ride"),
      from_seconds: 90_000,
    });
    expect(text).toMatch(/The window holds no samples\. The recording ends at \d:\d\d:\d\d/);
  });
});

describe("icu_get_wellness_data", () => {
  it("shows days newest first, with scales and marks explained", async () => {
    expect(await textOf("icu_get_wellness_data", { days_back: 5 })).toMatchInlineSnapshot(`
      "Wellness, newest first · today is Wed 2026-05-13 (Pacific/Auckland)

      date|fitness|fatigue|form|load|sleep|sleep score 0-100|sleep quality 1-4|resting bpm|sleeping bpm|HRV rMSSD ms|fatigue felt 1-4|soreness 1-4|stress 1-4|mood 1-4|motivation 1-4|weight kg|VO2max|steps|«Alcohol»
      2026-05-13|68|80|-12|73|7h11m|78|2|51|54|64|3|3|3|3|2|61.7*|52|10241|0
      2026-05-12|68|81|-13|79|7h49m|85|1|51|53|68|3|3|3|2|2|61.7*|52|7432|1
      2026-05-11|68|82|-14|55|7h32m|82|1|49|52|74|3|2|3|2|1|61.7|52|12483|
      2026-05-10|68|86|-18|100|7h32m|82|1|50|52|74|1|3|1|2|2|62*|52|8115|0
      2026-05-09|67|83|-16|147|7h11m|78|2|51|53|63||||||62|52|12416|

      1-4: 1 is best, 4 is worst, for every feeling (sleep quality great to poor; fatigue felt, soreness, stress low to extreme; mood great to grumpy; motivation extreme to low).
      *: carried forward, not measured that day.
      Today's fitness, fatigue and form count what is planned for today, done or not.

      estimated for Ride: FTP 226 W, W′ 16.4 kJ, Pmax 740 W"
    `);
  });
});

describe("icu_get_power_curves", () => {
  it("shows peaks, the model beside the 95 % rule, and the athlete's own zones", async () => {
    expect(await textOf("icu_get_power_curves")).toMatchInlineSnapshot(`
      "Best power, Ride, 2026-02-13 to 2026-05-13 · today is Wed 2026-05-13 (Pacific/Auckland)

      duration|W|W/kg|date|activity|name
      0:01|765|12.32|2026-04-09|i72055200|«Sprints»
      0:05|759|12.22|2026-04-09|i72055200|«Sprints»
      0:15|624|10.05|2026-04-09|i72055200|«Sprints»
      0:30|379|6.1|2026-04-09|i72055200|«Sprints»
      1:00|281|4.52|2026-03-28|i72054000|«FTP test»
      2:00|277|4.46|2026-03-28|i72054000|«FTP test»
      5:00|267|4.3|2026-03-28|i72054000|«FTP test»
      10:00|234|3.77|2026-03-28|i72054000|«FTP test»
      20:00|231|3.72|2026-03-28|i72054000|«FTP test»
      30:00|200|3.22|2026-04-28|i72057100|«VO2 5x4»
      1:00:00|185|2.96|2026-03-03|i72051500|«Sweet spot 3x15»
      2:00:00|154|2.48|2026-04-18|i72056100|«Long ride»

      model FFT_CURVES: FTP 223 W, CP 219 W, W′ 14.4 kJ, Pmax 765 W
      FTP by the 95 % rule (0.95 × best 20 minutes): 219 W
      FTP in the settings: 228 W
      power zones W, from the settings: Z1 to 125, Z2 to 171, Z3 to 205, Z4 to 239, Z5 to 273, Z6 to 342, Z7 above"
    `);
  });

  it("says so when there is no power", async () => {
    expect(await textOf("icu_get_power_curves", { sport_type: "Swim" })).toContain("No power was recorded in Swim");
  });
});

describe("icu_get_calendar_events", () => {
  it("shows the week, entries that began earlier, and what was understood of each workout", async () => {
    expect(await textOf("icu_get_calendar_events", { days_ahead: 3 })).toMatchInlineSnapshot(`
      "Calendar · today is Wed 2026-05-13 (Pacific/Auckland)

      Mon 2026-04-13, 30 days ago
      - PLAN «Build phase» id 42055662: until 2026-06-21, form -10, tags «Build»
      Sat 2026-05-09, 4 days ago
      - NOTE «Heat block» id 42058266: until 2026-05-17, form -16
      Wed 2026-05-13, today
      - WORKOUT Run «Tempo 2x15» id 42058600: 1h01m, 11.64 km, load 69, intensity 83 %, form -12, 6 steps, tags «tempo»
      Thu 2026-05-14, tomorrow
      - WORKOUT Swim «Endurance 3x600» id 42058700: 38m, 2.1 km, load 40, intensity 87 %, form -14, 8 steps, tags «endurance»
      - WORKOUT VirtualRide «Endurance» id 42058701: 1h25m, load 60, intensity 65 %, form -14, 3 steps, tags «easy»
      Fri 2026-05-15, in 2 days
      - WORKOUT Run «Easy run» id 42058800: 40m, 7.02 km, load 39, intensity 76 %, form -9, 1 step, tags «easy»
      - WORKOUT Run «Tempo by feel» id 42058865: form -9, NO steps understood
      Sat 2026-05-16, in 3 days
      - WORKOUT GravelRide «Long ride» id 42058900: 2h40m, load 121, intensity 67 %, form -16, 4 steps, tags «long»
      - WORKOUT Run «Run off the bike» id 42058901: 20m, 3.79 km, load 22, intensity 82 %, form -16, 1 step, tags «brick»"
    `);
  });
});
