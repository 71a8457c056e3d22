import type { Mutant } from "../mutant.ts";

const fitness = { file: "src/training/fitness.ts", tests: ["test/training/fitness.test.ts"] };
const dates = { file: "src/training/dates.ts", tests: ["test/training/dates.test.ts"] };
const units = { file: "src/training/units.ts", tests: ["test/training/numbers.test.ts"] };

export const TRAINING: readonly Mutant[] = [
  { ...fitness, breaks: "the optimal form band ends at −25", find: "form > -30", replace: "form > -25" },
  {
    ...fitness,
    breaks: "form is fatigue − fitness",
    find: "form: day.ctl - day.atl",
    replace: "form: day.atl - day.ctl",
  },
  { ...fitness, breaks: "the lower bound of a band belongs to it", find: "form > 5)", replace: "form >= 5)" },
  { ...dates, breaks: "weeks begin on Sunday", find: "(dayOfWeek(date) + 6) % 7", replace: "dayOfWeek(date)" },
  { ...dates, breaks: "the last 7 days are 8", find: "1 - days", replace: "-days" },
  {
    ...dates,
    breaks: "next monday on a Monday is today",
    find: `direction === "next" && daysAhead === 0 ? 7 : daysAhead`,
    replace: "daysAhead",
  },
  { ...dates, breaks: "31 February is a date", find: "day.toISOString().startsWith(date)", replace: "date !== ''" },
  { ...units, breaks: "pounds are converted with 0.45", find: "KG_PER_LB = 0.45359237", replace: "KG_PER_LB = 0.45" },
  { ...units, breaks: "59.6 seconds are shown as 1:00 hours", find: "seconds < 59.5", replace: "seconds < 60.5" },
  {
    file: "src/training/pace.ts",
    breaks: "1:30 is read as 1.3 minutes",
    find: "Number(minutes) * 60 + Number(seconds)",
    replace: "Number(minutes) * 60 + Number(seconds) * 0.6",
    tests: ["test/training/paces.test.ts"],
  },
  {
    file: "src/training/zones.ts",
    breaks: "an open zone has an upper bound of 999 %",
    find: "percent >= 999",
    replace: "percent > 999",
    tests: ["test/training/zones.test.ts"],
  },
  {
    file: "src/training/histogram.ts",
    breaks: "the median range is the one at a third",
    find: "sum + seconds, 0) / 2",
    replace: "sum + seconds, 0) / 3",
    tests: ["test/training/histogram.test.ts"],
  },
];
