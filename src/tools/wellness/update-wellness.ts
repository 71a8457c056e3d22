import * as z from "zod";
import type { Wellness } from "../../intervals/wellness.ts";
import { resolveDate } from "../../training/dates.ts";
import { quote } from "../../training/quote.ts";
import { MEASURES } from "../../training/wellness.ts";
import { defineTool } from "../kit/define-tool.ts";
import { changesBetween, FieldChange, formatChanges, toScalar } from "../kit/field-changes.ts";
import { header, paragraphs } from "../kit/header.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { AthleteId, Day } from "../kit/parameters.ts";

/** A measured number; -1 clears it. The bounds catch wrong units and typos. */
const measure = (least: number, most: number) =>
  z
    .number()
    .refine((value) => value === -1 || (value >= least && value <= most), `must be ${least} to ${most}, or -1 to clear`)
    .optional();
const feeling = z
  .int()
  .refine((value) => value === -1 || (value >= 1 && value <= 4), "must be 1 (best) to 4 (worst), or -1 to clear")
  .optional();

const measures = {
  weight: measure(20, 400).describe("kg"),
  resting_hr: measure(20, 150),
  hrv: measure(1, 400).describe("rMSSD, ms"),
  sleep_secs: measure(0, 86_400),
  sleep_score: measure(0, 100),
  sleep_quality: feeling,
  fatigue: feeling,
  soreness: feeling,
  stress: feeling,
  mood: feeling,
  motivation: feeling,
  injury: feeling,
  hydration: feeling,
  readiness: measure(0, 100),
  body_fat: measure(1, 80),
  abdomen: measure(30, 250).describe("cm"),
  vo2max: measure(5, 110),
  systolic: measure(50, 300),
  diastolic: measure(20, 200),
  spo2: measure(50, 100),
  respiration: measure(1, 80),
  blood_glucose: measure(0.5, 60).describe("mmol/L"),
  lactate: measure(0, 40),
  steps: measure(0, 300_000),
  calories_consumed: measure(0, 30_000),
  carbohydrates: measure(0, 4000),
  protein: measure(0, 2000),
  fat_total: measure(0, 2000),
  hydration_liters: measure(0, 30),
};

export const updateWellness = defineTool({
  name: "icu_update_wellness",
  title: "Log wellness",
  description:
    "RECORDS one day of wellness: only the fields you give. Feelings are 1-4 and 1 is BEST (mood 1 = great, soreness 1 = none). -1 clears a number.",
  effect: "write",
  essential: true,
  idempotent: true,
  input: z.object({
    date: Day,
    ...measures,
    menstrual_phase: z.enum(["PERIOD", "FOLLICULAR", "OVULATING", "LUTEAL", "NONE"]).optional(),
    locked: z.boolean().optional().describe("Devices cannot overwrite the day"),
    comments: z.string().max(4000).optional(),
    athlete_id: AthleteId,
  }),
  output: z.object({ date: z.string(), changes: z.array(FieldChange) }),

  async run({ date, athlete_id: _, ...fields }, { intervals, today }) {
    const patch = toPatch(fields);
    if (Object.keys(patch).length === 0) {
      throw new ToolInputError("Give at least one field to write, such as weight, sleep_secs or mood.");
    }
    const day = resolveDate(date, today);
    const before = await intervals.getWellness(day);
    const after = await intervals.updateWellness(day, patch);
    return { date: day, changes: changesBetween(namesOf(before, patch), namesOf(after, patch)) };
  },

  render({ date, changes }, view) {
    return paragraphs(header(`Saved wellness of ${date}`, view), formatChanges(changes));
  },
});

const keys = new Map<string, string>([
  ...MEASURES.map(({ name, key }) => [name, key] as const),
  ["menstrual_phase", "menstrualPhase"],
  ["locked", "locked"],
  ["comments", "comments"],
]);

function toPatch(fields: Record<string, string | number | boolean | undefined>) {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => {
      const key = keys.get(name);
      return key === undefined || value === undefined ? [] : [[key, value] as const];
    }),
  );
}

/** The written fields by parameter name, with user-written text in quotes. */
function namesOf(record: Wellness, patch: Record<string, unknown>): Record<string, FieldChange["after"]> {
  return Object.fromEntries(
    [...keys].flatMap(([name, key]) => {
      const value = record[key];
      return key in patch
        ? [[name, name === "comments" && typeof value === "string" ? quote(value) : toScalar(value)]]
        : [];
    }),
  );
}
