import fc from "fast-check";
import * as z from "zod";

/** What JSON can hold, and what looks like something: days, ids, units, and text of every kind. */
const WORDS = ["today", "-7d", "+2w", "monday", "2026-05-31", "2026-02-29", "9999-12-31", "2026-05-31T06:30", "12:61"];
const NAMES = ["i1", "0", "i72058600", "-1", "Ride", "Run", "watts", "heartrate", "WORKOUT", "NOTE", "- 10m 60%", "4x"];

const text = fc.oneof(
  fc.constantFrom(...WORDS, ...NAMES, ""),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
);
const number = fc.oneof(
  fc.integer({ min: -3, max: 400 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.maxSafeInteger(),
);
export const anything = fc.jsonValue({ maxDepth: 3 });

type Schema = z.core.JSONSchema._JSONSchema;

/** Mostly what the schema asks for; limits that it leaves out for models are left out here as well. */
function valuesOf(schema: Schema): fc.Arbitrary<unknown> {
  if (typeof schema === "boolean") return anything;
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(valuesOf));
  switch (schema.type) {
    case "string":
      return text;
    case "integer":
      return number.map((value) => Math.trunc(value));
    case "number":
      return number;
    case "boolean":
      return fc.boolean();
    case "array":
      return fc.array(valuesOf(Array.isArray(schema.items) ? true : (schema.items ?? true)), { maxLength: 4 });
    case "object":
      return objectOf(schema);
    default:
      return anything;
  }
}

const objectOf = ({ properties = {}, required = [] }: Exclude<Schema, boolean>): fc.Arbitrary<object> =>
  fc.record(Object.fromEntries(Object.entries(properties).map(([name, of]) => [name, valuesOf(of)])), {
    requiredKeys: required,
  });

/** Arguments of a tool: as asked for, with one of them spoiled, or nothing like it. */
export function argumentsFor(input: z.ZodObject): fc.Arbitrary<unknown> {
  const asked = objectOf(z.toJSONSchema(input, { io: "input" }));
  const names = [...Object.keys(input.shape), "nonsense", "athlete_id"];
  const spoiled = fc
    .tuple(asked, fc.constantFrom(...names), anything)
    .map(([args, name, value]) => ({ ...args, [name]: value }));
  return fc.oneof(
    { weight: 5, arbitrary: asked },
    { weight: 3, arbitrary: spoiled },
    { weight: 1, arbitrary: anything },
  );
}

const METHODS = [
  "tools/call",
  "tools/list",
  "resources/read",
  "prompts/get",
  "completion/complete",
  "ping",
  "initialize",
];

/** A message that is nearly one. */
export const message = fc.record(
  {
    jsonrpc: fc.oneof({ weight: 9, arbitrary: fc.constant("2.0") }, anything),
    id: fc.oneof(fc.integer(), text, anything),
    method: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...METHODS) }, text, anything),
    params: fc.oneof(
      fc.record({ name: text, arguments: anything, uri: text, ref: anything, argument: anything, _meta: anything }),
      anything,
    ),
  },
  { requiredKeys: [] },
);

/** Parameters of OAuth, each of them good, bad or missing. */
export const oauthFields = (good: Record<string, string>): fc.Arbitrary<Record<string, string>> =>
  fc
    .record(
      Object.fromEntries(
        Object.entries(good).map(([name, value]) => [
          name,
          fc.oneof({ weight: 3, arbitrary: fc.constant(value) }, text, fc.constant(`${value}x`)),
        ]),
      ),
      { requiredKeys: [] },
    )
    // Names of fields are given above; `record` types its values by them.
    .map((fields) => fields as Record<string, string>);
