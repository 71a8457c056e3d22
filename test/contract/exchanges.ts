import { Ajv, type ValidateFunction } from "ajv";
import { operationKey } from "./compare.ts";
import type { Deviation } from "./deviations.ts";
import {
  answerOf,
  bodyOf,
  type Endpoint,
  endpointsOf,
  type OpenApi,
  type Operation,
  resolve,
  type Schema,
} from "./openapi.ts";

/** One request of the API client and the response of the demo athlete. */
export interface Exchange {
  method: string;
  url: string;
  requestBody: string;
  status: number;
  contentType: string | null;
  responseBody: string;
}

type Counts = ReadonlyMap<string, number>;

export interface Findings {
  requests: number;
  answers: number;
  /** What the file does not allow, with counts. */
  problems: Counts;
  /** The listed deviations that occurred, with counts. */
  deviations: Counts;
  /** The called operations by `operationKey`, with counts. */
  operations: Counts;
}

type Side = "request" | "answer";

/**
 * Compares every request and every response with the file. Listed deviations of the live server are counted separately.
 */
export function checkExchanges(
  document: OpenApi,
  exchanges: readonly Exchange[],
  known: readonly Deviation[],
): Findings {
  const problems = new Map<string, number>();
  const deviations = new Map<string, number>();
  const operations = new Map<string, number>();
  const validators = new Map<string, ValidateFunction>();
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  for (const [name, schema] of Object.entries(document.components.schemas))
    ajv.addSchema(nullable(schema), `#/components/schemas/${name}`);
  const endpointFor = router(document);
  let answers = 0;

  for (const exchange of exchanges) {
    const url = new URL(exchange.url);
    const endpoint = endpointFor(exchange.method, url.pathname);
    if (!endpoint) {
      problem("request", exchange.method, url.pathname, "no such operation");
      continue;
    }
    count(operations, operationKey(endpoint));
    checkQuery(url, endpoint);
    checkBody(exchange, endpoint);
    if (exchange.status < 300) checkAnswer(exchange, endpoint);
  }
  return { requests: exchanges.length, answers, problems, deviations, operations };

  function checkQuery(url: URL, { method, template, operation }: Endpoint): void {
    const parameters = new Map(
      (operation.parameters ?? []).filter((one) => one.in === "query").map((one) => [one.name, one.schema]),
    );
    for (const [name, value] of url.searchParams) {
      const schema = parameters.get(name);
      if (!schema) problem("request", method, template, `query parameter ${name} does not exist`);
      else if (!fits(value, schema))
        problem("request", method, template, `query parameter ${name} is not ${schema.type}`);
    }
  }

  function checkBody({ requestBody }: Exchange, { method, template, operation }: Endpoint): void {
    if (!requestBody || isForm(requestBody, operation)) return;
    const schema = bodyOf(operation);
    if (!schema) {
      problem("request", method, template, "a body where none is expected");
      return;
    }
    const sent: unknown = JSON.parse(requestBody);
    validate("request", method, template, schema, sent);
    for (const key of unknownKeys(document, sent, schema))
      problem("request", method, template, `body field ${key} does not exist`);
  }

  function checkAnswer({ status, contentType, responseBody }: Exchange, endpoint: Endpoint): void {
    answers++;
    const schema = answerOf(endpoint.operation, status);
    if (!schema || responseBody === "" || /csv|octet-stream|zip|xml/.test(contentType ?? "")) return;
    validate("answer", endpoint.method, endpoint.template, schema, JSON.parse(responseBody));
  }

  function validate(side: Side, method: string, template: string, schema: Schema, value: unknown): void {
    const key = `${side} ${method} ${template}`;
    const check = validators.get(key) ?? ajv.compile(nullable(schema));
    validators.set(key, check);
    if (check(value)) return;
    for (const error of check.errors ?? []) {
      // These come from `nullable`. The error of the original schema is reported separately.
      if (error.keyword === "anyOf" || error.schemaPath.endsWith("/anyOf/0/type")) continue;
      const where = error.instancePath
        .split("/")
        .slice(1)
        .map((part) => (/^\d+$/.test(part) ? "*" : part));
      const deviation = known.find(
        (one) => (side === "answer" || one.isSentToo) && covers(one, method, template, where),
      );
      if (deviation)
        count(
          deviations,
          `${deviation.template} ${deviation.at || "as a whole"}: ${deviation.what} [docs/intervals-api.md ${deviation.fact}]`,
        );
      else problem(side, method, template, `${where.join(".") || "as a whole"} ${error.message}`);
    }
  }

  function problem(side: Side, method: string, template: string, what: string): void {
    count(problems, `${side} ${method} ${template}: ${what}`);
  }
}

/** Finds the operation that a request addresses. */
function router(document: OpenApi): (method: string, path: string) => Endpoint | undefined {
  const routes = endpointsOf(document)
    .map((endpoint) => ({ endpoint, pattern: patternOf(endpoint.template) }))
    // The template with the fewest placeholders is the most specific one.
    .sort((one, other) => placeholders(one.endpoint) - placeholders(other.endpoint));
  return (method, path) =>
    routes.find(({ endpoint, pattern }) => endpoint.method === method && pattern.test(path))?.endpoint;
}

/** `{ext}` and `{format}` are an optional suffix of a segment; every other placeholder is a whole segment. */
function patternOf(template: string): RegExp {
  const source = template
    .replace(/[.*+?^$()|[\]\\]/g, "\\$&")
    .replace(/\{(ext|format)\}/g, "(\\.\\w+)?")
    .replace(/\{\w+\}/g, "[^/]+");
  return new RegExp(`^${source}$`);
}

const placeholders = ({ template }: Endpoint): number => template.split("{").length;

/** An uploaded file, whose content the OpenAPI file does not describe. */
const isForm = (body: string, { requestBody }: Operation): boolean =>
  "multipart/form-data" in (requestBody?.content ?? {}) && body.startsWith("--");

function fits(value: string, { type, enum: allowed }: Schema): boolean {
  if (allowed && !allowed.map(String).includes(value)) return false;
  if (type === "integer") return /^-?\d+$/.test(value);
  if (type === "number") return value !== "" && Number.isFinite(Number(value));
  if (type === "boolean") return value === "true" || value === "false";
  return true;
}

/** Fields of a body that its schema does not have. Checks the top level only, where the API client writes. */
function unknownKeys(document: OpenApi, body: unknown, schema: Schema): string[] {
  const { items, properties } = resolve(document, schema);
  if (Array.isArray(body) && items) return [...new Set(body.flatMap((one) => unknownKeys(document, one, items)))];
  if (typeof body !== "object" || body === null || !properties) return [];
  return Object.keys(body).filter((key) => !(key in properties));
}

type Json = { [key: string]: unknown };

/** The file does not declare it, but every unset field is null (docs/intervals-api.md §1.7). */
function nullable(schema: unknown): Json {
  const walk = (node: unknown, isProperty: boolean): unknown => {
    if (Array.isArray(node)) return node.map((one) => walk(one, isProperty));
    if (typeof node !== "object" || node === null) return node;
    const { properties, items, ...rest } = node as Json;
    const walked: Json = Object.fromEntries(
      Object.entries(rest).map(([key, value]) => [key, typeof value === "object" ? walk(value, isProperty) : value]),
    );
    if (properties) {
      walked.properties = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, walk(one, true)]));
    }
    if (items) walked.items = walk(items, true);
    if (!isProperty) return walked;
    return "enum" in walked || "$ref" in walked || "oneOf" in walked
      ? { anyOf: [{ type: "null" }, walked] }
      : "type" in walked
        ? { ...walked, type: [walked.type, "null"] }
        : walked;
  };
  return walk(schema, false) as Json;
}

function covers(one: Deviation, method: string, template: string, where: readonly string[]): boolean {
  if (one.method !== "*" && one.method !== method) return false;
  if (one.template !== "*" && `/api/v1${one.template}` !== template) return false;
  if (one.at === "") return where.length === 0;
  const pattern = one.at
    .split(".")
    .map((part) => (part === "*" ? "[^.]+" : part.replace(/[^\w]/g, "\\$&")))
    .join("\\.");
  return new RegExp(`(^|\\.)${pattern}(\\.|$)`).test(where.join("."));
}

function count(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}
