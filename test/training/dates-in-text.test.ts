import { expect, it } from "vitest";
import { datesInText } from "../../src/training/dates-in-text.ts";

it.each([
  ["what did I do on 2026-05-09?", [{ oldest: "2026-05-09", newest: "2026-05-09" }]],
  ["9 May 2026", [{ oldest: "2026-05-09", newest: "2026-05-09" }]],
  ["my runs in February 2028", [{ oldest: "2028-02-01", newest: "2028-02-29" }]],
  [
    "Sept 2026 and dec, 2026",
    [
      { oldest: "2026-09-01", newest: "2026-09-30" },
      { oldest: "2026-12-01", newest: "2026-12-31" },
    ],
  ],
  ["2026-02-30 is no day, nor is 31 June 2026", []],
  ["rides of 2026", []],
])("datesInText finds the dates in “%s”", (text, ranges) => {
  expect(datesInText(text)).toEqual(ranges);
});
