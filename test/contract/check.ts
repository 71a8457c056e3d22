/**
 * `npm run contract -- --spec PATH_OR_URL`: holds what passed between our client and the demo athlete in the last
 * `npm test` against the OpenAPI file of Intervals.icu: every request our client made, every answer the stand-in gave.
 * The live server departs from that file in places; those are listed with the fact they rest on, and nothing else may.
 */
import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { Ajv, type ValidateFunction } from "ajv";
import { DEVIATIONS, type Deviation } from "../../src/sandbox/deviations.ts";

const EXCHANGES = ".wrangler/contract/exchanges.jsonl";

interface Exchange {
  method: string;
  url: string;
  requestBody: string;
  status: number;
  contentType: string | null;
  responseBody: string;
}

type Json = { [key: string]: unknown };
interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  schema: { type?: string; items?: { type?: string }; enum?: string[] };
}
interface Operation {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Json }> };
  responses: Record<string, { content?: Record<string, { schema: Json }> }>;
}
interface Spec {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json> };
}

const { values } = parseArgs({ options: { spec: { type: "string" } } });
if (!values.spec) fail("Say where the OpenAPI file is: npm run contract -- --spec PATH_OR_URL");
if (!existsSync(EXCHANGES)) fail("Nothing was recorded yet: run npm test first.");

const spec = (await readSpec(values.spec)) as Spec;
const exchanges = readFileSync(EXCHANGES, "utf8")
  .split("\n")
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Exchange);
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
for (const [name, schema] of Object.entries(spec.components.schemas))
  ajv.addSchema(nullable(schema), `#/components/schemas/${name}`);

const routes = Object.entries(spec.paths).flatMap(([template, operations]) =>
  Object.entries(operations).map(([method, operation]) => ({
    template,
    method: method.toUpperCase(),
    operation,
    pattern: patternOf(template),
  })),
);
const validators = new Map<string, ValidateFunction>();
const problems = new Map<string, number>();
const used = new Map<string, number>();
const covered = new Map<string, number>();
let [requests, answers] = [0, 0];

for (const exchange of exchanges) {
  const url = new URL(exchange.url);
  const candidates = routes.filter(({ method, pattern }) => method === exchange.method && pattern.test(url.pathname));
  // The fewer placeholders, the more the template says.
  const [route] = candidates.sort((a, b) => placeholders(a.template) - placeholders(b.template));
  requests++;
  if (!route) {
    report(exchange.method, url.pathname, "request", "no such operation");
    continue;
  }
  count(covered, route.operation.operationId);
  checkRequest(exchange, url, route.template, route.operation);
  if (exchange.status < 300) checkAnswer(exchange, route.template, route.operation);
}

console.log(`${requests} requests and ${answers} answers of ${covered.size} operations:`);
console.log(
  [...covered]
    .sort()
    .map(([operation, times]) => `  ${operation} ${times}`)
    .join("\n"),
);
console.log("Departures of the live server from its file that were met:");
console.log(
  [...used]
    .sort()
    .map(([what, times]) => `  ${what} (${times})`)
    .join("\n") || "  none",
);
for (const [problem, times] of problems) console.error(`NOT IN THE CONTRACT: ${problem} (${times} times)`);
console.log(`${requests + answers - problems.size} passed, ${problems.size} failed`);
process.exit(problems.size === 0 ? 0 : 1);

function checkRequest(exchange: Exchange, url: URL, template: string, operation: Operation): void {
  const parameters = new Map(
    (operation.parameters ?? []).filter((one) => one.in === "query").map((one) => [one.name, one.schema]),
  );
  for (const [name, value] of url.searchParams) {
    const schema = parameters.get(name);
    if (!schema) report(exchange.method, template, "request", `query parameter ${name} does not exist`);
    else if (!fits(value, schema))
      report(exchange.method, template, "request", `query parameter ${name} is not ${schema.type}`);
  }
  const content = operation.requestBody?.content ?? {};
  const body = content["application/json"]?.schema;
  // A file in a form, of which the file says no more than that it may be there.
  if (!exchange.requestBody || ("multipart/form-data" in content && exchange.requestBody.startsWith("--"))) return;
  if (!body) {
    report(exchange.method, template, "request", "a body where none is expected");
    return;
  }
  const sent: unknown = JSON.parse(exchange.requestBody);
  validate(exchange.method, template, "request", body, sent);
  for (const key of unknownKeys(sent, body))
    report(exchange.method, template, "request", `body field ${key} does not exist`);
}

function checkAnswer(exchange: Exchange, template: string, operation: Operation): void {
  answers++;
  const response =
    operation.responses[String(exchange.status)] ?? operation.responses["200"] ?? operation.responses.default;
  const schema = Object.values(response?.content ?? {})[0]?.schema;
  if (!schema || exchange.responseBody === "") return;
  if (/csv|octet-stream|zip|xml/.test(exchange.contentType ?? "")) return;
  validate(exchange.method, template, "answer", schema, JSON.parse(exchange.responseBody));
}

function validate(method: string, template: string, side: "request" | "answer", schema: Json, value: unknown): void {
  const key = `${side} ${method} ${template}`;
  const check = validators.get(key) ?? ajv.compile(nullable(schema));
  validators.set(key, check);
  if (check(value)) return;
  for (const error of check.errors ?? []) {
    // Every property may be null: what its own schema says against the value is said beside this.
    if (error.keyword === "anyOf" || error.schemaPath.endsWith("/anyOf/0/type")) continue;
    const where = error.instancePath
      .split("/")
      .slice(1)
      .map((part) => (/^\d+$/.test(part) ? "*" : part));
    const known = DEVIATIONS.find(
      (one) => (side === "answer" || one.isSentToo) && covers(one, method, template, where),
    );
    if (known)
      count(used, `${known.template} ${known.at || "as a whole"}: ${known.what} [docs/intervals-api.md ${known.fact}]`);
    else report(method, template, side, `${where.join(".") || "as a whole"} ${error.message}`);
  }
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

function report(method: string, template: string, side: "request" | "answer", what: string): void {
  count(problems, `${side} ${method} ${template}: ${what}`);
}

function count(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}

/** The file does not say `nullable`, but every unset field comes as null (docs/intervals-api.md §1.7). */
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

/** Fields of a body that its schema does not know; one level deep, where our client writes. */
function unknownKeys(body: unknown, schema: Json): string[] {
  const resolved = resolve(schema);
  const items = resolved.items as Json | undefined;
  if (Array.isArray(body) && items) return [...new Set(body.flatMap((one) => unknownKeys(one, items)))];
  const properties = resolved.properties as Json | undefined;
  if (typeof body !== "object" || body === null || !properties) return [];
  return Object.keys(body).filter((key) => !(key in properties));
}

function resolve(schema: Json): Json {
  const reference = schema.$ref;
  return typeof reference === "string" ? (spec.components.schemas[reference.split("/").at(-1) ?? ""] ?? {}) : schema;
}

function fits(value: string, { type, enum: allowed }: Parameter["schema"]): boolean {
  if (allowed && !allowed.includes(value)) return false;
  if (type === "integer") return /^-?\d+$/.test(value);
  if (type === "number") return value !== "" && Number.isFinite(Number(value));
  if (type === "boolean") return value === "true" || value === "false";
  return true;
}

/** `{ext}` and `{format}` are glued to what stands before them and may be empty; other placeholders fill a segment. */
function patternOf(template: string): RegExp {
  const source = template
    .replace(/[.*+?^$()|[\]\\]/g, "\\$&")
    .replace(/\{(ext|format)\}/g, "(\\.\\w+)?")
    .replace(/\{\w+\}/g, "[^/]+");
  return new RegExp(`^${source}$`);
}

function placeholders(template: string): number {
  return template.split("{").length;
}

async function readSpec(place: string): Promise<unknown> {
  if (/^https?:/.test(place)) return (await fetch(place)).json();
  return JSON.parse(readFileSync(place, "utf8"));
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
  throw new Error("unreachable");
}
