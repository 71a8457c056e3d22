import * as z from "zod";

/**
 * A field that may be missing or null: unset either way, so `undefined` from here on.
 * A value of another type counts as unset too: the API grows and changes in places, and one odd field must not
 * hide the rest of an athlete's record.
 */
export const unset = <Schema extends z.ZodType>(schema: Schema) =>
  schema
    .nullish()
    .transform((value) => value ?? undefined)
    .catch(undefined)
    .optional();

export const number = unset(z.number());
export const text = unset(z.string());
export const flag = unset(z.boolean());
export const numbers = unset(z.array(z.number().nullable()).transform((values) => values.filter((v) => v !== null)));
export const texts = unset(z.array(z.string()));

/** Athlete, activity and gear ids are strings, even where they are all digits. */
export const id = z.union([z.string(), z.number().transform(String)]);
