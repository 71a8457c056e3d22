import { describe, expect, it } from "vitest";
import { formatDay, isDateWord, lastDays, localClock, mondayOf, resolveDate } from "../../src/training/dates.ts";

const at = (timeZone: string, iso: string) => localClock(timeZone, Date.parse(iso));

describe("localClock", () => {
  it.each([
    ["Pacific/Auckland", "2026-01-10T10:59:00Z", "2026-01-10", "23:59"], // UTC+13, before midnight
    ["Pacific/Auckland", "2026-01-10T11:00:00Z", "2026-01-11", "00:00"], // and at it
    ["America/Los_Angeles", "2026-01-11T07:59:00Z", "2026-01-10", "23:59"], // UTC−8
    ["America/Los_Angeles", "2026-01-11T08:00:00Z", "2026-01-11", "00:00"],
    ["Europe/Berlin", "2026-03-29T00:59:00Z", "2026-03-29", "01:59"], // the night the clock jumps
    ["Europe/Berlin", "2026-03-29T01:00:00Z", "2026-03-29", "03:00"],
    ["Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-25", "02:30"], // and the night it repeats an hour
    ["Europe/Berlin", "2026-10-25T01:30:00Z", "2026-10-25", "02:30"],
    ["Asia/Kathmandu", "2026-06-30T18:15:00Z", "2026-07-01", "00:00"], // UTC+5:45
  ])("in %s at %s returns %s %s", (timeZone, iso, date, time) => {
    expect(at(timeZone, iso)).toEqual({ date, time });
  });

  it("returns the date of UTC for an unknown time zone", () => {
    expect(at("Mars/Olympus", "2026-01-10T10:59:00Z").date).toBe("2026-01-10");
  });
});

describe("resolveDate", () => {
  const today = "2026-05-13"; // Wednesday
  it.each([
    ["today", "2026-05-13"],
    ["Yesterday", "2026-05-12"],
    [" tomorrow ", "2026-05-14"],
    ["-7d", "2026-05-06"],
    ["+2w", "2026-05-27"],
    ["wednesday", "2026-05-13"],
    ["thursday", "2026-05-14"],
    ["tuesday", "2026-05-19"],
    ["next wednesday", "2026-05-20"],
    ["next friday", "2026-05-15"],
    ["last wednesday", "2026-05-06"],
    ["last monday", "2026-05-11"],
    ["2024-02-29", "2024-02-29"],
    ["-1d", "2026-05-12"],
  ])("resolves “%s” to %s", (word, date) => {
    expect(resolveDate(word, today)).toBe(date);
  });

  it.each([
    "2026-02-29",
    "2026-13-01",
    "26-05-13",
    "2026-5-3",
    "someday",
    "+99999d",
    "",
    "2026-05-13T07:00",
    "9999-12-31",
  ])("rejects %j", (word) => {
    expect(isDateWord(word)).toBe(false);
    expect(() => resolveDate(word, today)).toThrow(RangeError);
  });
});

describe("calendar helpers", () => {
  it("start the week on Monday", () => {
    expect([mondayOf("2026-05-17"), mondayOf("2026-05-11")]).toEqual(["2026-05-11", "2026-05-11"]);
  });

  it("include today in the last days", () => {
    expect(lastDays("2026-03-01", 2)).toEqual({ oldest: "2026-02-28", newest: "2026-03-01" });
  });

  it("format a date with its day of the week", () => {
    expect(formatDay("2026-05-13")).toBe("Wed 2026-05-13");
  });
});
