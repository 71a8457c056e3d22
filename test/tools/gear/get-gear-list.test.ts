import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";

const { text } = athleteSession();
const imperial = athleteSession({ athlete: { units: "imperial" } });

describe("icu_get_gear_list", () => {
  it("lists type, totals, retirement and parent of each part, and every reminder", async () => {
    expect(await text("icu_get_gear_list")).toMatchInlineSnapshot(`
      "Gear · today is Wed 2026-05-13 (Pacific/Auckland)

      gear_id|type|name|part of|distance km|time|activities|purchased|retired
      b9001|Bike|«Road bike»||11423|405h05m|265|2024-05-13|
      c9002|Chain|«Waxed chain»|b9001|11423|405h05m|265|2024-05-13|
      g9003|Shoes|«Daily trainers»||393|37h09m|41|2024-05-13|
      g9005|Wetsuit|«Wetsuit»||6|1h37m|4|2024-05-13|
      g9004|Shoes|«Old trainers»||2363|228h21m|256|2024-05-13|2026-02-12

      b9001, reminder 12 «Overhaul»: 57% used, 11423 of 20000 km
      c9002, reminder 13 «Replace»: 95% used, 11423 of 12000 km"
    `);
  });

  it("shows distances in the athlete's unit", async () => {
    expect(await imperial.text("icu_get_gear_list", {})).toContain("distance mi");
  });
});
