import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";

const { text } = athleteSession({ athlete: { strictEventRange: true } });

describe("icu_get_annual_training_plan", () => {
  it("shows the phase that started weeks ago and this week's targets, although the API filters by start date", async () => {
    expect(await text("icu_get_annual_training_plan", { days_ahead: 40 })).toMatchInlineSnapshot(`
      "Season plan · today is Wed 2026-05-13 (Pacific/Auckland)

      Phases
      phase|plan|from|to|weeks|id
      «Build»|«Build phase»|2026-04-13|2026-06-21|10|42055662
      «Peak»|«Peak phase»|2026-06-22|2026-07-12|3|42062662

      Weeks, Monday to Sunday
      week of|phase|load|time|distance|by sport|note
      2026-05-11 (this week)|«Build»|400|5h00m|32 km|Ride load 259 5h00m, Run load 141 32 km|
      2026-05-18|«Build»|220|5h00m|32 km|Ride load 142 5h00m, Run load 78 32 km|«Recovery week: Back off»
      2026-05-25|«Build»|400|5h00m|32 km|Ride load 259 5h00m, Run load 141 32 km|
      2026-06-01|«Build»|400|5h00m|32 km|Ride load 259 5h00m, Run load 141 32 km|
      2026-06-08|«Build»|400|5h00m|32 km|Ride load 259 5h00m, Run load 141 32 km|
      2026-06-15|«Build»|220|5h00m|32 km|Ride load 142 5h00m, Run load 78 32 km|«Recovery week: Back off»
      2026-06-22|«Peak»|357|5h00m|32 km|Ride load 231 5h00m, Run load 126 32 km|"
    `);
  });
});
