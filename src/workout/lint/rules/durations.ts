/** Rules for durations, distances and their units. */
import { DISTANCE_UNITS } from "../../syntax/grammar.ts";
import { rewriteLine } from "../edits/rewrite-line.ts";
import { looksLikeMeters } from "../intent/meaning.ts";
import type { Rule } from "../rule.ts";

const CLAIMED_UNITS = new Set(
  DISTANCE_UNITS.filter(({ evidence }) => evidence === "claimed").map(({ token }) => token),
);

export const DURATION_RULES = [
  {
    id: "metres-as-minutes",
    severity: "error",
    evidence: "live",
    source: "§5.3",
    effect: "is read as minutes",
    help: "`m` means minutes in every sport; metres are `mtr`. If you mean minutes, write hours: `2h`.",
    example: { sport: "Run", bad: "- 400m 95% Pace", good: "- 400mtr 95% Pace" },
    check: {
      duration: ({ minutes }, { context }) =>
        minutes !== null && looksLikeMeters(minutes, context.family) && { effect: `is read as ${minutes} minutes` },
    },
    fix: rewriteLine,
  },
  {
    id: "long-minutes",
    severity: "warning",
    evidence: "live",
    source: "§5.3",
    effect: "is read as minutes",
    help: "`120m` is 120 minutes. Write `2h`, which cannot be mistaken for metres.",
    example: { sport: "Ride", bad: "- 120m 65%", good: "- 2h 65%" },
    check: {
      duration: ({ minutes }) => minutes !== null && minutes >= 100 && { effect: `is read as ${minutes} minutes` },
    },
    fix: rewriteLine,
  },
  {
    id: "unknown-unit",
    severity: "error",
    evidence: "live",
    source: "§5.3",
    effect: "is not recognized",
    help: "Time units are `h`, `m` and `s`; distance units are `mtr`, `km`, `mi` and `yrd`. `min`, `sec`, `meters` and `yd` are not recognized.",
    example: { sport: "Ride", bad: "- 10min 60%", good: "- 10m 60%" },
    check: {
      duration: ({ spelling }) => spelling === "unit",
      quantity: ({ flaw }) => flaw === "unit",
      length: () => true,
    },
    fix: rewriteLine,
  },
  {
    id: "claimed-unit",
    severity: "warning",
    evidence: "claimed",
    source: "§5.3",
    effect: "has a unit that is not confirmed to work",
    help: "Use `yrd` for yards.",
    example: { sport: "Swim", bad: "- 100yards 95% Pace", good: "- 100yrd 95% Pace" },
    check: {
      quantity: ({ unit, flaw }) => flaw !== "range" && CLAIMED_UNITS.has(unit),
    },
    fix: rewriteLine,
  },
  {
    id: "spaced-unit",
    severity: "error",
    evidence: "inferred",
    source: "§5.3",
    effect: "is text: there is a space before the unit",
    help: "Write the unit directly after the number: `10m`, `2km`, `75%`. Only `90 rpm` is confirmed to work with a space.",
    example: { sport: "Ride", bad: "- 10 m 60%", good: "- 10m 60%" },
    check: {
      quantity: ({ flaw }) => flaw === "space",
      percent: ({ flaw }) => flaw === "space",
    },
    fix: rewriteLine,
  },
  {
    id: "short-time",
    severity: "warning",
    evidence: "claimed",
    source: "§5.3",
    effect: "is not confirmed to work as a duration",
    help: "Use whole numbers, each with its unit: `1h30m`, not `1.5h` or `1h30`.",
    example: { sport: "Ride", bad: "- 1.5h 65%", good: "- 1h30m 65%" },
    check: {
      // `1m30` is confirmed, `1.5h` and `1h30` are not.
      duration: ({ spelling, text }) =>
        spelling === "open" ||
        (spelling === "units" && text.includes(".")) ||
        (spelling === "short" && !text.includes("m")),
    },
    fix: rewriteLine,
  },
  {
    id: "decimal-comma",
    severity: "error",
    evidence: "inferred",
    source: "§5.3",
    effect: "is not recognized because of the comma",
    help: "Use a decimal point: `1.5km`.",
    example: { sport: "Run", bad: "- 1,5km 90% Pace", good: "- 1.5km 90% Pace" },
    check: {
      duration: ({ spelling }) => spelling === "comma",
      quantity: ({ flaw, thousands, from }) =>
        flaw === "comma" || (thousands !== null && { effect: `is read as ${from}: a point is a decimal separator` }),
      percent: ({ flaw }) => flaw === "comma",
    },
    fix: rewriteLine,
  },
  {
    id: "time-range",
    severity: "error",
    evidence: "inferred",
    source: "§5.3",
    effect: "is a range, which is not recognized as a duration or distance",
    help: "A step has one duration or distance, not a range.",
    example: { sport: "Ride", bad: "- 10-15m 60%", good: "- 10m 60%" },
    check: {
      quantity: ({ flaw }) => flaw === "range",
    },
    fix: rewriteLine,
  },
  {
    id: "clock",
    severity: "error",
    evidence: "claimed",
    source: "§5.3",
    effect: "is not confirmed to work as a duration",
    help: "`5:00` is a pace, and only if the word `Pace` follows. Five minutes are `5m`.",
    example: { sport: "Ride", bad: "- 5:00 90%", good: "- 5m 90%" },
    check: {
      clock: () => true,
      pace: ({ flaw }) => flaw === "bare",
    },
    fix: rewriteLine,
  },
] as const satisfies readonly Rule[];
