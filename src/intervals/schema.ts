import * as z from "zod";

/**
 * A field that may be missing or null: unset either way, so `undefined` from here on.
 * A value of another type counts as unset too: the API grows and changes in places, and one odd field must not
 * hide the rest of an athlete's record.
 */
export const optionalField = <Schema extends z.ZodType>(schema: Schema) =>
  schema
    .nullish()
    .transform((value) => value ?? undefined)
    .catch(undefined)
    .optional();

export const number = optionalField(z.number());
export const text = optionalField(z.string());
export const flag = optionalField(z.boolean());
export const numbers = optionalField(
  z.array(z.number().nullable()).transform((values) => values.filter((v) => v !== null)),
);
export const texts = optionalField(z.array(z.string()));

/** Athlete, activity and gear ids are strings, even where they are all digits. */
export const id = z.union([z.string(), z.number().transform(String)]);
