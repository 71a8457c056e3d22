import * as z from "zod";
import { cleanJson } from "../../intervals/visible-text.ts";
import { parseJson } from "../../json.ts";

/**
 * Converts strings to the numbers, booleans, lists and objects that a schema expects: some clients send only strings, and
 * the tools that this server replaces took JSON in strings. Only unambiguous strings are converted; the schema checks the rest.
 * Text is cleaned of invisible characters: it is sent to Intervals.icu, compared with what is stored there, and repeated
 * in answers.
 */
export function coerceArguments(args: unknown, shape: z.ZodRawShape): unknown {
  if (typeof args !== "object" || args === null || Array.isArray(args)) return args;
  const coerced = Object.fromEntries(
    Object.entries(args).flatMap(([name, value]) => {
      // Some clients send null for a parameter that is not set.
      if (value === null) return [];
      const schema = Object.hasOwn(shape, name) ? shape[name] : undefined;
      return [[name, schema ? read(value, coreOf(schema)) : value]];
    }),
  );
  return cleanJson(coerced);
}

function read(value: unknown, schema: z.core.$ZodType): unknown {
  const converted = typeof value === "string" ? readString(value, schema) : value;
  if (!(schema instanceof z.ZodArray) || !Array.isArray(converted)) return converted;
  const element = coreOf(schema.element);
  return converted.map((item) => (typeof item === "string" ? readString(item, element) : item));
}

function readString(text: string, schema: z.core.$ZodType): unknown {
  const plain = text.trim();
  if (schema instanceof z.ZodNumber) return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : text;
  if (schema instanceof z.ZodBoolean) return plain === "true" ? true : plain === "false" ? false : text;
  if (schema instanceof z.ZodArray && !plain.startsWith("[")) return plain === "" ? [] : plain.split(/\s*,\s*/);
  const isStructure = schema instanceof z.ZodArray || schema instanceof z.ZodObject || schema instanceof z.ZodRecord;
  if (!isStructure) return text;
  const parsed = parseJson(plain);
  return parsed === undefined ? text : parsed;
}

/** The schema within optional, default and the like. */
function coreOf(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    return coreOf(schema.unwrap());
  }
  if (schema instanceof z.ZodPipe) return coreOf(schema.out);
  return schema;
}
