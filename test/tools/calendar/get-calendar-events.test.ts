import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";

const { text } = athleteSession();

describe("icu_get_calendar_events", () => {
  it("shows the days ahead, entries that began earlier, and the steps recognized in each workout", async () => {
    expect(await text("icu_get_calendar_events", { days_ahead: 3 })).toMatchInlineSnapshot(`
      "Calendar · today is Wed 2026-05-13 (Pacific/Auckland)

      Mon 2026-04-13, 30 days ago
      - PLAN «Build phase» id 42055662: until 2026-06-21, form -10, tags «Build»
      Sat 2026-05-09, 4 days ago
      - NOTE «Heat block» id 42058266: until 2026-05-17, form -16
      Wed 2026-05-13, today
      - WORKOUT Run «Tempo 2x15» id 42058600: 1h01m, 11.64 km, load 69, intensity 83%, form -12, 6 steps, tags «tempo»
      Thu 2026-05-14, tomorrow
      - WORKOUT Swim «Endurance 3x600» id 42058700: 38m, 2.1 km, load 40, intensity 87%, form -14, 8 steps, tags «endurance»
      - WORKOUT VirtualRide «Endurance» id 42058701: 1h25m, load 60, intensity 65%, form -14, 3 steps, tags «easy»
      Fri 2026-05-15, in 2 days
      - WORKOUT Run «Easy run» id 42058800: 40m, 7.02 km, load 39, intensity 76%, form -9, 1 step, tags «easy»
      - WORKOUT Run «Tempo by feel» id 42058865: form -9, NO steps parsed
      Sat 2026-05-16, in 3 days
      - WORKOUT GravelRide «Long ride» id 42058900: 2h40m, load 121, intensity 67%, form -16, 4 steps, tags «long»
      - WORKOUT Run «Run off the bike» id 42058901: 20m, 3.79 km, load 22, intensity 82%, form -16, 1 step, tags «brick»"
    `);
  });
});
