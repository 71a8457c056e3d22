import { describe, expect, it } from "vitest";
import { describeScope, isGranted, mergeScopes } from "../../src/intervals/oauth-scopes.ts";

describe("OAuth scopes of Intervals.icu", () => {
  it("are merged to one per area, in the order of the areas, without unknown ones", () => {
    expect(mergeScopes(["CALENDAR:READ", "ACTIVITY:READ", "CALENDAR:WRITE", "NONSENSE"])).toEqual([
      "ACTIVITY:READ",
      "CALENDAR:WRITE",
    ]);
  });

  it("grant reading with writing, but not writing with reading", () => {
    expect(isGranted(["CALENDAR:WRITE"], "CALENDAR:READ")).toBe(true);
    expect(isGranted(["CALENDAR:READ"], "CALENDAR:WRITE")).toBe(false);
    expect(isGranted(["WELLNESS:WRITE"], "CALENDAR:READ")).toBe(false);
  });

  it("are described with their area and access", () => {
    expect(describeScope("WELLNESS:WRITE")).toEqual({
      name: "Wellness",
      covers: "sleep, weight, feelings and fitness",
      writes: true,
    });
    expect(describeScope("CHATS:READ").writes).toBe(false);
  });
});
