import * as z from "zod";
import { GEAR_TYPES, type GearPatch } from "../../intervals/gear.ts";
import type { LocalDate } from "../../intervals/local-date.ts";
import { charactersOf, type UntrustedText } from "../../intervals/untrusted-text.ts";

const byWord = new Map(GEAR_TYPES.map((type) => [type.toLowerCase(), type]));
/** Accepts singular and plural. */
const typeOf = (word: string) => {
  const plain = word
    .trim()
    .replace(/[\s_-]/g, "")
    .toLowerCase();
  return byWord.get(plain) ?? byWord.get(`${plain}s`) ?? byWord.get(plain.replace(/s$/, ""));
};

const GearType = z.string().transform((word, context) => {
  const type = typeOf(word);
  if (type === undefined) context.addIssue(`must be one of ${GEAR_TYPES.join(", ")}`);
  return type ?? z.NEVER;
});
const ShortText = z.string().trim().min(1).max(80);

export const GearId = z.string().regex(/^\w{1,40}$/, "must be a gear_id from icu_get_gear_list");
export const GearName = z.string().trim().min(1).max(80, "must be at most 80 characters");

/** The parameters that creating and updating share, besides the name. */
export const gearFields = {
  gear_type: GearType,
  brand: ShortText.optional(),
  model: ShortText.optional(),
  active: z.boolean(),
  primary: z.boolean().optional(),
};

export interface GearFields {
  name?: string | undefined;
  gear_type?: string | undefined;
  brand?: string | undefined;
  model?: string | undefined;
  active?: boolean | undefined;
}

/** Converts parameters to API fields. Other notes and the retirement date of `existing` are kept. */
export function toGearPatch(
  { name, gear_type, brand, model, active }: GearFields,
  today: LocalDate,
  existing: { notes?: UntrustedText | undefined; retired?: string | undefined } = {},
): GearPatch {
  return {
    ...(name !== undefined && { name }),
    ...(gear_type !== undefined && { type: gear_type }),
    ...((brand ?? model) !== undefined && {
      notes: notesWith({ brand, model }, existing.notes && charactersOf(existing.notes)),
    }),
    ...(active === false && !existing.retired && { retired: today }),
    ...(active === true && existing.retired && { retired: "" }),
  };
}

/** Stores brand and model as lines of the notes, replacing earlier ones. */
function notesWith(given: { brand?: string | undefined; model?: string | undefined }, notes = ""): string {
  const lines = Object.entries(given).flatMap(([what, value]) => (value === undefined ? [] : [`${what}: ${value}`]));
  const kept = notes.split("\n").filter((line) => !lines.some((one) => line.startsWith(one.split(" ")[0] ?? "")));
  return [...kept, ...lines].filter((line) => line.trim() !== "").join("\n");
}

/** Explains what happens to parameters that Intervals.icu has no field for. */
export function gearHint({
  brand,
  model,
  primary,
}: GearFields & { primary?: boolean | undefined }): string | undefined {
  const hints = [
    (brand ?? model) !== undefined &&
      "Intervals.icu has no fields for brand and model, so they are stored in the notes.",
    primary &&
      "primary has no effect: the default gear for new activities is part of each sport's settings and can only be changed on the Intervals.icu website.",
  ].filter(Boolean);
  return hints.length > 0 ? hints.join(" ") : undefined;
}
