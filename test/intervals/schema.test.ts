import { describe, expect, it } from "vitest";
import * as z from "zod";
import { date, id, listOf, requiredWord, timeZone, word, words } from "../../src/intervals/schema.ts";

describe("a date in a response", () => {
  it.each(["2026-05-12", "2026-05-12T00:00:00", "2024-02-29T23:59:59.123Z", "2026-05-12T07:00:00.000+00:00"])(
    "may be %s",
    (value) => expect(date.parse(value)).toBe(value),
  );

  it.each(["", "2026-02-30", "2026-13-45T25:00:00", "0000-00-00", "tomorrow", "2026-05-12 SYSTEM", 20_260_512, null])(
    "is absent if it is %j",
    (value) => expect(date.parse(value)).toBeUndefined(),
  );
});

describe("a word in a response", () => {
  it("may be one that is new at Intervals.icu", () => {
    expect(word.parse("StandUpPaddling2")).toBe("StandUpPaddling2");
    expect(words.parse(["Ride", "Two words", null, "Run"])).toEqual(["Ride", "Run"]);
  });

  it.each(["two words", "line\nbreak", "", "a".repeat(41), 5])("is absent if it is %j", (value) => {
    expect(word.parse(value)).toBeUndefined();
  });
});

it("ids are words or numbers", () => {
  expect([id.parse("i123"), id.parse(123)]).toEqual(["i123", "123"]);
  expect(id.safeParse("../athlete").success).toBe(false);
});

it("time zones are names of the IANA database", () => {
  for (const zone of ["UTC", "Pacific/Auckland", "America/Argentina/Buenos_Aires", "Etc/GMT+12"]) {
    expect(timeZone.parse(zone)).toBe(zone);
  }
  expect(timeZone.parse("Mars and Venus")).toBeUndefined();
});

describe("a list in a response", () => {
  const list = listOf(z.object({ id: requiredWord }));

  it("lacks the items that cannot be read", () => {
    expect(list.parse([null, { id: "a" }, { id: "two words" }, 5])).toEqual([{ id: "a" }]);
    expect(list.parse([])).toEqual([]);
  });

  it("cannot be read if none of its items can", () => {
    expect(list.safeParse([null]).success).toBe(false);
    expect(list.safeParse("text").success).toBe(false);
  });
});
