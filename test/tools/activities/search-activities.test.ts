import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { upstream } from "../../fixtures/fake-network.ts";

const { text, json, errorText } = athleteSession();

const queryOf = (end: string) => upstream.requests.find(({ path }) => path.endsWith(end))?.query;

describe("icu_search_activities", () => {
  it("finds activities by a part of the name in the whole history, up to the limit", async () => {
    expect(await text("icu_search_activities", { query: "threshold", limit: 3 })).toMatchInlineSnapshot(`
      "Activities whose name contains «threshold», newest first · today is Wed 2026-05-13 (Pacific/Auckland)

      id|start|type|name|distance km|time
      i72057800|2026-05-05 17:24|VirtualRide (indoor)|«Threshold 4x8»|36.3|1:13:00
      i72042400|2025-12-02 06:45|VirtualRide (indoor)|«Threshold 4x8»|36.4|1:13:00
      i72039600|2025-11-04 06:42|VirtualRide (indoor)|«Threshold 4x8»|36.2|1:13:00

      There may be more. To see them, use a longer part of the name or a higher limit (at most 100)."
    `);
    expect(queryOf("/activities/search")).toEqual({ q: "threshold", limit: "3" });
  });

  it("finds activities by a whole tag", async () => {
    const { activities } = await json("icu_search_activities", { query: "#long", limit: 5 });
    expect(activities).toHaveLength(5);
    for (const { tags } of activities) expect(tags).toContain("long");
  });

  it("suggests a shorter query when nothing is found, and rejects an empty query", async () => {
    expect(await text("icu_search_activities", { query: "no such session" })).toContain("Try a shorter part");
    expect(await errorText("icu_search_activities", { query: "  " })).toMatch(/^query: must be part of a name/);
  });
});
