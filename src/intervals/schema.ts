import * as z from "zod";

/**
 * A field that may be missing or null; both become `undefined`. So does a value of another type: the API changes, and
 * one unexpected field must not make the whole record unreadable.
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

/** Ids of athletes, activities and gear are strings, also if the API sends a number (docs/intervals-api.md §1.3). */
export const id = z.union([z.string(), z.number().transform(String)]);
