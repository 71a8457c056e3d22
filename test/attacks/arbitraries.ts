import fc from "fast-check";
import * as z from "zod";

/** Strings that look like dates, ids, names or workout text. */
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

/** Values that match the schema, except for constraints that it does not declare. */
function valuesOf(schema: Schema): fc.Arbitrary<unknown> {
  if (typeof schema === "boolean") return anything;
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) return fc.oneof(...alternatives.map(valuesOf));
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

/** Arguments of a tool: valid ones, valid ones with one arbitrary value, or arbitrary JSON. */
export function argumentsFor(input: z.ZodObject): fc.Arbitrary<unknown> {
  const valid = objectOf(z.toJSONSchema(input, { io: "input" }));
  const names = [...Object.keys(input.shape), "nonsense", "athlete_id"];
  const changed = fc
    .tuple(valid, fc.constantFrom(...names), anything)
    .map(([args, name, value]) => ({ ...args, [name]: value }));
  return fc.oneof(
    { weight: 5, arbitrary: valid },
    { weight: 3, arbitrary: changed },
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

/** A JSON-RPC message that is almost valid. */
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

/** OAuth parameters, each of them valid, invalid or missing. */
export const oauthFields = (valid: Record<string, string>): fc.Arbitrary<Record<string, string>> =>
  fc
    .record(
      Object.fromEntries(
        Object.entries(valid).map(([name, value]) => [
          name,
          fc.oneof({ weight: 3, arbitrary: fc.constant(value) }, text, fc.constant(`${value}x`)),
        ]),
      ),
      { requiredKeys: [] },
    )
    // The cast: `record` types the value of a missing field as undefined.
    .map((fields) => fields as Record<string, string>);
