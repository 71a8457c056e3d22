import * as z from "zod";
import { parseJson } from "../../json.ts";

/**
 * Arguments as hosts and models send them: numbers, booleans, lists and objects also arrive as strings (some hosts only
 * know strings, and the tools that this server takes over took JSON in strings). Only what a parameter cannot mean
 * otherwise is read; everything else stays as it is and is judged by the schema.
 */
export function coerceArguments(args: unknown, shape: z.ZodRawShape): unknown {
  if (typeof args !== "object" || args === null || Array.isArray(args)) return args;
  return Object.fromEntries(
    Object.entries(args).flatMap(([name, value]) => {
      // Unset is unset, however a host spells it.
      if (value === null) return [];
      const schema = Object.hasOwn(shape, name) ? shape[name] : undefined;
      return [[name, schema ? read(value, coreOf(schema)) : value]];
    }),
  );
}

function read(value: unknown, schema: z.core.$ZodType): unknown {
  const meant = typeof value === "string" ? readString(value, schema) : value;
  if (!(schema instanceof z.ZodArray) || !Array.isArray(meant)) return meant;
  const element = coreOf(schema.element);
  return meant.map((item) => (typeof item === "string" ? readString(item, element) : item));
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

/** What stands inside of optional, default and the like. */
function coreOf(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    return coreOf(schema.unwrap());
  }
  if (schema instanceof z.ZodPipe) return coreOf(schema.out);
  return schema;
}
