import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";

const { text, json } = athleteSession({ athlete: { id: "i7700001" } });

describe("icu_list_athletes", () => {
  it("lists the athletes whose data can be read, and marks the default one", async () => {
    const coached = (await json("icu_list_athletes")).athletes[1].athlete_id;
    expect((await text("icu_list_athletes")).replaceAll(coached, "iPUPIL")).toMatchInlineSnapshot(`
      "Athletes · today is Wed 2026-05-13 (Pacific/Auckland)

      athlete_id|name|time zone|place|status|default
      i7700001|«Demo Athlete»|Pacific/Auckland|«Demo Town, New Zealand»|active|yes
      iPUPIL|«Demo Pupil»|Pacific/Auckland|«Demo Town, New Zealand»|active|"
    `);
  });
});
