import { readFileSync } from "node:fs";
import * as z from "zod";

/** The part of a JSON schema that restricts values. Parsing drops everything else, such as descriptions. */
export const Schema = z.object({
  $ref: z.string().optional(),
  type: z.string().optional(),
  format: z.string().optional(),
  nullable: z.boolean().optional(),
  enum: z.array(z.union([z.string(), z.number()])).optional(),
  required: z.array(z.string()).optional(),
  get items() {
    return Schema.optional();
  },
  get properties() {
    return z.record(z.string(), Schema).optional();
  },
  get additionalProperties() {
    return z.union([z.boolean(), Schema]).optional();
  },
  get oneOf() {
    return z.array(Schema).optional();
  },
  get anyOf() {
    return z.array(Schema).optional();
  },
  get allOf() {
    return z.array(Schema).optional();
  },
});
export type Schema = z.output<typeof Schema>;

const Content = z.record(z.string(), z.object({ schema: Schema.optional() }));

export const Parameter = z.object({
  name: z.string(),
  in: z.enum(["path", "query", "header", "cookie"]),
  required: z.boolean().optional(),
  schema: Schema,
});
export type Parameter = z.output<typeof Parameter>;

export const Operation = z.object({
  operationId: z.string(),
  parameters: z.array(Parameter).optional(),
  requestBody: z.object({ required: z.boolean().optional(), content: Content }).optional(),
  responses: z.record(z.string(), z.object({ content: Content.optional() })),
});
export type Operation = z.output<typeof Operation>;

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

const Path = z.object({
  get: Operation.optional(),
  post: Operation.optional(),
  put: Operation.optional(),
  patch: Operation.optional(),
  delete: Operation.optional(),
});

/** An OpenAPI 3.0 file, reduced to what a request and a response look like. */
export const OpenApi = z.object({
  openapi: z.string(),
  info: z.object({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), Path),
  components: z.object({ schemas: z.record(z.string(), Schema) }),
});
export type OpenApi = z.output<typeof OpenApi>;

export interface Endpoint {
  method: string;
  template: string;
  operation: Operation;
}

export const endpointsOf = ({ paths }: OpenApi): Endpoint[] =>
  Object.entries(paths).flatMap(([template, operations]) =>
    METHODS.flatMap((method) => {
      const operation = operations[method];
      return operation ? [{ method: method.toUpperCase(), template, operation }] : [];
    }),
  );

export const bodyOf = ({ requestBody }: Operation): Schema | undefined =>
  requestBody?.content["application/json"]?.schema;

/** The schema of a successful response. `default` applies to every status that is not listed. */
export function answerOf({ responses }: Operation, status = 200): Schema | undefined {
  const response = responses[status] ?? responses["200"] ?? responses.default;
  return Object.values(response?.content ?? {})[0]?.schema;
}

export const nameOf = (reference: string): string => reference.replace("#/components/schemas/", "");

export function resolve({ components }: OpenApi, schema: Schema): Schema {
  return schema.$ref === undefined ? schema : (components.schemas[nameOf(schema.$ref)] ?? {});
}

/** @throws Error if the path or URL cannot be read or is not an OpenAPI file. */
export async function readOpenApi(place: string): Promise<OpenApi> {
  const { success, data, error } = OpenApi.safeParse(await readJson(place));
  if (!success) throw new Error(`${place} is not an OpenAPI file that this check can read:\n${z.prettifyError(error)}`);
  return data;
}

async function readJson(place: string): Promise<unknown> {
  try {
    if (!/^https?:/.test(place)) return JSON.parse(readFileSync(place, "utf8"));
    const response = await fetch(place, { signal: AbortSignal.timeout(60_000) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return await response.json();
  } catch (cause) {
    throw new Error(`${place} cannot be read: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}
