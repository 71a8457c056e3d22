import * as z from "zod";
import type { Activity } from "../../intervals/activities.ts";
import type { ActivityPatch } from "../../intervals/activity-writes.ts";
import { quote } from "../../training/quote.ts";
import { defineTool } from "../kit/define-tool.ts";
import { changesBetween, FieldChange, formatChanges, toScalar } from "../kit/field-changes.ts";
import { header, paragraphs } from "../kit/header.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { ActivityId, Sport } from "../kit/parameters.ts";

/** A rating from 1 to `most`; -1 clears it. */
const onScale = (most: number, meaning: string) =>
  z
    .int()
    .refine(
      (value) => value === -1 || (value >= 1 && value <= most),
      `must be 1 to ${most} (${meaning}), or -1 to clear`,
    )
    .optional();

/**
 * Parameters → API fields. The API ignores `perceived_exertion`, so RPE is sent as `icu_rpe` (docs/intervals-api.md,
 * Q26).
 */
const KEYS = {
  name: "name",
  description: "description",
  activity_type: "type",
  race: "race",
  trainer: "trainer",
  commute: "commute",
  tags: "tags",
  feel: "feel",
  perceived_exertion: "icu_rpe",
  carbs_ingested: "carbs_ingested",
} as const satisfies Record<string, keyof ActivityPatch>;

export const updateActivity = defineTool({
  name: "icu_update_activity",
  title: "Edit an activity",
  description:
    "EDITS or renames one completed activity: name, notes, sport, commute, race, RPE, feel (1-5, 1 is BEST), tags; only the fields you give. -1 clears a number, tags replace all tags.",
  effect: "write",
  idempotent: true,
  input: z.object({
    activity_id: ActivityId,
    name: z.string().trim().min(1).max(200).optional(),
    description: z.string().max(20_000).optional(),
    activity_type: Sport.optional(),
    trainer: z.boolean().optional().describe("Indoors"),
    commute: z.boolean().optional(),
    race: z.boolean().optional(),
    feel: onScale(5, "1 best, 5 worst"),
    perceived_exertion: onScale(10, "10 hardest").describe("RPE 1-10"),
    carbs_ingested: z
      .int()
      .refine((value) => value >= -1 && value <= 2000, "must be 0 to 2000 g, or -1 to clear")
      .optional(),
    tags: z.array(z.string().trim().min(1).max(60)).max(30).optional(),
  }),
  output: z.object({ activity_id: z.string(), changes: z.array(FieldChange), not_applied: z.array(z.string()) }),

  check(fields) {
    if (givenKeys(fields).length === 0) {
      throw new ToolInputError("Give at least one field to change, such as name, feel or perceived_exertion.");
    }
  },

  async run({ activity_id, ...fields }, { intervals }) {
    const given = givenKeys(fields);
    const patch = Object.fromEntries(given.map(([name, key]) => [key, fields[name as keyof typeof KEYS]]));
    const before = await intervals.getActivity(activity_id);
    const after = await intervals.updateActivity(activity_id, patch);
    const shown = (activity: Activity) =>
      Object.fromEntries(given.map(([name, key]) => [name, valueIn(activity[key])]));
    return {
      activity_id,
      changes: changesBetween(shown(before), shown(after)),
      not_applied: given.filter(([, key]) => !isApplied(patch[key], after[key])).map(([name]) => name),
    };
  },

  render({ activity_id, changes, not_applied }, view) {
    return paragraphs(
      header(`Saved activity ${activity_id}`, view),
      formatChanges(changes),
      not_applied.length > 0 && `Note: Intervals.icu did not accept ${not_applied.join(", ")}.`,
    );
  },
});

const givenKeys = (fields: { [name in keyof typeof KEYS]?: unknown }) =>
  Object.entries(KEYS).filter(([name]) => fields[name as keyof typeof KEYS] !== undefined); // KEYS' own keys

/** The value as shown in the answer, with user-written text in quotes. */
function valueIn(value: unknown): FieldChange["after"] {
  if (typeof value === "string") return quote(value);
  return Array.isArray(value) ? value.map((tag) => quote(String(tag), 60)).join(" ") || undefined : toScalar(value);
}

function isApplied(sent: unknown, stored: unknown): boolean {
  if (sent === -1) return stored === undefined;
  if (Array.isArray(sent)) return sent.join("\n") === (Array.isArray(stored) ? stored.join("\n") : "");
  return typeof sent === "string" ? (stored ?? "") === sent : stored === sent;
}
