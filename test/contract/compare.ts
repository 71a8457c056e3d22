import {
  answerOf,
  bodyOf,
  type Endpoint,
  endpointsOf,
  nameOf,
  type OpenApi,
  type Operation,
  type Parameter,
  resolve,
  type Schema,
} from "./openapi.ts";

/** What the API client depends on. */
export interface Usage {
  /** As `operationKey` writes them. */
  operations: ReadonlySet<string>;
  /** Names of parameters and fields, whichever operation they belong to. */
  names: ReadonlySet<string>;
}

export interface Difference {
  kind: "added" | "removed" | "changed";
  what: string;
  /** Whether the API client may now fail or miss a value. */
  breaks: boolean;
}

/** The names of path parameters are left out: they are not part of a request. */
export const operationKey = ({ method, template }: Pick<Endpoint, "method" | "template">): string =>
  `${method} ${template.replace(/\{(?!ext\}|format\})\w+\}/g, "{}")}`;

/** Lists what differs between two versions of an OpenAPI file, each difference once. */
export function compare(before: OpenApi, after: OpenApi, usage: Usage): Difference[] {
  const found = new Map<string, Difference>();
  const note: Note = (kind, what, breaks) => {
    const known = found.get(`${kind} ${what}`);
    found.set(`${kind} ${what}`, { kind, what, breaks: breaks || (known?.breaks ?? false) });
  };
  const compareSchemas = schemaComparison(before, after, usage.names, note);

  const now = new Map(endpointsOf(after).map((endpoint) => [operationKey(endpoint), endpoint]));
  for (const endpoint of endpointsOf(before)) {
    const key = operationKey(endpoint);
    const successor = now.get(key);
    now.delete(key);
    const isUsed = usage.operations.has(key);
    const where = `${endpoint.method} ${endpoint.template}`;
    if (successor) compareOperations(endpoint.operation, successor.operation, where, isUsed);
    else note("removed", where, isUsed);
  }
  for (const { method, template } of now.values()) note("added", `${method} ${template}`, false);
  return [...found.values()].sort((one, other) => (one.what < other.what ? -1 : 1));

  function compareOperations(was: Operation, is: Operation, where: string, isUsed: boolean): void {
    compareParameters(queryOf(was), queryOf(is), where, isUsed);
    compareSchemas(bodyOf(was), bodyOf(is), `${where} body`, { isUsed, isSent: true });
    compareSchemas(answerOf(was), answerOf(is), `${where} answer`, { isUsed, isSent: false });
  }

  function compareParameters(was: Parameters, is: Parameters, where: string, isUsed: boolean): void {
    for (const [name, { schema, required }] of was) {
      const successor = is.get(name);
      const isNamed = isUsed && usage.names.has(name);
      if (!successor) {
        note("removed", `${where} ?${name}`, isNamed);
        continue;
      }
      if (successor.required && !required) note("changed", `${where} ?${name}: now required`, isUsed);
      if (required && !successor.required) note("changed", `${where} ?${name}: no longer required`, false);
      compareSchemas(schema, successor.schema, `${where} ?${name}`, { isUsed: isNamed, isSent: true });
    }
    for (const [name, { required }] of is) {
      if (!was.has(name))
        note("added", `${where} ?${name}${required ? ", required" : ""}`, isUsed && required === true);
    }
  }
}

/** A report that lists the differences that break the client first. */
export function report(differences: readonly Difference[]): string {
  if (differences.length === 0) return "No differences.";
  const listed = (breaks: boolean) =>
    differences.filter((one) => one.breaks === breaks).map(({ kind, what }) => `  ${kind.padEnd(7)}  ${what}`);
  const [breaking, other] = [listed(true), listed(false)];
  return [
    ...(breaking.length > 0 ? [`Differences that break our client (${breaking.length}):`, ...breaking] : []),
    ...(other.length > 0 ? [`Other differences (${other.length}):`, ...other] : []),
  ].join("\n");
}

type Note = (kind: Difference["kind"], what: string, breaks: boolean) => void;
type Parameters = ReadonlyMap<string, Parameter>;

const queryOf = ({ parameters = [] }: Operation): Parameters =>
  new Map(parameters.filter((one) => one.in === "query").map((one) => [one.name, one]));

interface Position {
  isUsed: boolean;
  /** Part of a request, not of an answer. */
  isSent: boolean;
}

function schemaComparison(before: OpenApi, after: OpenApi, names: ReadonlySet<string>, note: Note) {
  const seen = new Set<string>();
  return compareSchemas;

  function compareSchemas(was: Schema | undefined, is: Schema | undefined, where: string, position: Position): void {
    if (was && is) {
      if (was.$ref !== undefined && is.$ref !== undefined) compareNamed(was, is, position);
      else compareShapes(was, is, where, position);
    } else if (was) {
      note("removed", where, position.isUsed);
    } else if (is) {
      note("added", where, false);
    }
  }

  /** Each pair is compared once, so that schemas may refer to each other and a difference is listed once. */
  function compareNamed(was: Schema, is: Schema, position: Position): void {
    const [from, to] = [describe(was), describe(is)];
    if (from !== to) note("changed", `${from} → ${to}`, false);
    const pair = JSON.stringify([from, to, position.isUsed, position.isSent]);
    if (seen.has(pair)) return;
    seen.add(pair);
    compareShapes(was, is, to, position);
  }

  function compareShapes(one: Schema, other: Schema, where: string, position: Position): void {
    const [was, is] = [resolve(before, one), resolve(after, other)];
    if (kindOf(was) !== kindOf(is)) {
      note("changed", `${where}: ${describe(was)} → ${describe(is)}`, position.isUsed);
      return;
    }
    if (was.format !== is.format) {
      // Of numbers the format is a width; of text it is a notation.
      const breaks = position.isUsed && was.type === "string";
      note("changed", `${where}: ${describe(was)} → ${describe(is)}`, breaks);
    }
    compareValues(was, is, where, position);
    compareFields(was, is, where, position);
    compareSchemas(was.items, is.items, `${where}[]`, position);
    compareSchemas(mapValueOf(was), mapValueOf(is), `${where}{}`, position);
    compareAlternatives(was, is, where, position);
  }

  function compareValues(was: Schema, is: Schema, where: string, { isUsed, isSent }: Position): void {
    if (!was.enum && is.enum) note("changed", `${where}: now one of ${is.enum.join(", ")}`, isUsed && isSent);
    if (was.enum && !is.enum) note("changed", `${where}: no longer limited to certain values`, false);
    if (!was.enum || !is.enum) return;
    const [gone, fresh] = [without(was.enum, is.enum), without(is.enum, was.enum)];
    if (gone.length > 0) note("removed", `${where} = ${gone.join(", ")}`, isUsed);
    if (fresh.length > 0) note("added", `${where} = ${fresh.join(", ")}`, false);
  }

  function compareFields(was: Schema, is: Schema, where: string, { isUsed, isSent }: Position): void {
    const [old, current] = [was.properties ?? {}, is.properties ?? {}];
    for (const [name, schema] of Object.entries(old)) {
      const isNamed = isUsed && names.has(name);
      const successor = current[name];
      if (successor) compareSchemas(schema, successor, `${where}.${name}`, { isUsed: isNamed, isSent });
      else note("removed", `${where}.${name}`, isNamed);
    }
    for (const [name, schema] of Object.entries(current)) {
      if (!(name in old)) note("added", `${where}.${name}: ${describe(schema)}`, false);
    }
    for (const name of without(is.required ?? [], was.required ?? [])) {
      note("changed", `${where}.${name}: now required`, isUsed && isSent);
    }
    for (const name of without(was.required ?? [], is.required ?? [])) {
      if (name in current) note("changed", `${where}.${name}: no longer required`, false);
    }
  }

  function compareAlternatives(was: Schema, is: Schema, where: string, position: Position): void {
    const [old, current] = [alternativesOf(was), alternativesOf(is)];
    for (const [name, schema] of old) {
      const successor = current.get(name);
      if (successor) compareSchemas(schema, successor, where, position);
      else note("removed", `${where} | ${name}`, position.isUsed);
    }
    for (const name of current.keys()) if (!old.has(name)) note("added", `${where} | ${name}`, false);
  }
}

const alternativesOf = ({ oneOf, anyOf, allOf }: Schema): ReadonlyMap<string, Schema> =>
  new Map((oneOf ?? anyOf ?? allOf ?? []).map((schema) => [describe(schema), schema]));

const mapValueOf = ({ additionalProperties }: Schema): Schema | undefined =>
  typeof additionalProperties === "object" ? additionalProperties : undefined;

/** What has to be the same for two schemas to be compared any further. */
function kindOf({ type, oneOf, anyOf, allOf }: Schema): string {
  return type ?? (oneOf ? "oneOf" : anyOf ? "anyOf" : allOf ? "allOf" : "any");
}

function describe(schema: Schema): string {
  if (schema.$ref !== undefined) return nameOf(schema.$ref);
  if (schema.items) return `${describe(schema.items)}[]`;
  if (schema.enum) return schema.enum.join(" | ");
  if (typeof schema.additionalProperties === "object") return `{ [key]: ${describe(schema.additionalProperties)} }`;
  const alternatives = schema.oneOf ?? schema.anyOf ?? schema.allOf;
  if (alternatives) return alternatives.map(describe).join(" | ");
  return [schema.type ?? "any", ...(schema.format === undefined ? [] : [`(${schema.format})`])].join(" ");
}

const without = <Value>(values: readonly Value[], others: readonly Value[]): Value[] =>
  values.filter((value) => !others.includes(value));
