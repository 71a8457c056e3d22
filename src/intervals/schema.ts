import * as z from "zod";
import { UntrustedText } from "./untrusted-text.ts";

/**
 * A field that may be missing or null; both become `undefined`. So does a value of another type or form: the API
 * changes, and one unexpected field must not make the whole record unreadable.
 */
export const optionalField = <Schema extends z.ZodType>(schema: Schema) =>
  schema
    .nullish()
    .transform((value) => value ?? undefined)
    .catch(undefined)
    .optional();

/** A list without the items that cannot be read. If none can, the list itself cannot be read. */
export const listOf = <Schema extends z.ZodType>(item: Schema) =>
  z.array(z.unknown()).transform((values, context): z.output<Schema>[] => {
    const readable = values.flatMap((value) => {
      const parsed = item.safeParse(value);
      return parsed.success ? [parsed.data] : [];
    });
    if (values.length > 0 && readable.length === 0) context.addIssue("no readable item");
    return readable;
  });

/**
 * A word of a list that is fixed at Intervals.icu, such as a sport, a category or a source. The list may grow, so any
 * word is accepted; text that people wrote is not one.
 */
export const requiredWord = z.string().regex(/^\w{1,40}$/);

/** A local date, or a date and time with or without an offset, of a day that exists. */
export const requiredDate = z
  .string()
  .regex(/^(19|20|21)\d\d-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?$/)
  .refine(isRealDay);

/** Ids of athletes, activities and gear are strings, also if the API sends a number (docs/intervals-api.md §1.3). */
export const id = z.union([requiredWord, z.number().transform(String)]);

export const number = optionalField(z.number());
export const text = optionalField(UntrustedText);
/** A key that an application gave a record: it is compared, and never shown. */
export const key = optionalField(z.string());
export const word = optionalField(requiredWord);
export const date = optionalField(requiredDate);
/** A CSS color: a name or a number. */
export const color = optionalField(z.string().regex(/^#?\w{1,20}$/));
/** The name of an IANA time zone. */
export const timeZone = optionalField(z.string().regex(/^[\w+-]{1,32}(\/[\w+-]{1,32}){0,2}$/));
export const flag = optionalField(z.boolean());
export const numbers = optionalField(
  z.array(z.number().nullable()).transform((values) => values.filter((v) => v !== null)),
);
export const texts = optionalField(listOf(UntrustedText));
export const words = optionalField(listOf(requiredWord));

function isRealDay(value: string): boolean {
  const [day = ""] = value.split(/[T ]/);
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
}
