import { describe, expect, it } from "vitest";
import { compare, operationKey, report } from "./compare.ts";
import { OpenApi } from "./openapi.ts";

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const day = (properties: object, required?: string[]) => ({
  type: "object",
  properties,
  ...(required && { required }),
});
const text = { type: "string" };
const integer = { type: "integer", format: "int32" };

interface Parts {
  paths?: object;
  schemas?: object;
}

/** A file in which days are read (`GET /days`) and written (`PUT /days/{id}`). */
function file({ paths = {}, schemas = {} }: Parts = {}): OpenApi {
  return OpenApi.parse({
    openapi: "3.0.1",
    info: { title: "Intervals.icu API", version: "v1" },
    paths: {
      "/days": { get: operation({ query: { oldest: text }, answer: { type: "array", items: ref("Day") } }) },
      "/days/{id}": { put: operation({ body: ref("Change"), answer: ref("Day") }) },
      ...paths,
    },
    components: { schemas: { Day: day({ id: text, steps: integer }), Change: day({ steps: integer }), ...schemas } },
  });
}

interface Parameters {
  query?: Record<string, object>;
  required?: string[];
  body?: object;
  answer?: object;
}

const operation = ({ query = {}, required = [], body, answer }: Parameters) => ({
  operationId: "any",
  parameters: Object.entries(query).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  })),
  ...(body && { requestBody: { content: { "application/json": { schema: body } } } }),
  responses: { 200: answer ? { content: { "*/*": { schema: answer } } } : {} },
});

/** A client that uses both operations, `oldest` and `steps`, and no other name. */
const differences = (before: Parts, after: Parts, used = ["GET /days", "PUT /days/{}"]) =>
  compare(file(before), file(after), { operations: new Set(used), names: new Set(["oldest", "steps"]) }).map(
    ({ kind, what, breaks }) => `${breaks ? "! " : ""}${kind} ${what}`,
  );
const days = (parts: Parameters) => ({ paths: { "/days": { get: operation(parts) } } });
const list = { type: "array", items: ref("Day") };

describe("two versions of an OpenAPI file", () => {
  it("have no differences when they are the same", () => {
    expect(differences({}, {})).toEqual([]);
    expect(report([])).toBe("No differences.");
  });

  it("differ by an operation, which breaks the client if it uses it", () => {
    const moods = { paths: { "/moods": { get: operation({}) } } };
    expect(differences({}, moods)).toEqual(["added GET /moods"]);
    expect(differences(moods, {})).toEqual(["removed GET /moods"]);
    expect(differences(moods, {}, ["GET /moods"])).toEqual(["! removed GET /moods"]);
  });

  it("do not differ by the name of a path parameter", () => {
    const renamed = { "/days/{dayId}": { put: operation({ body: ref("Change"), answer: ref("Day") }) } };
    expect(differences({}, { paths: { ...renamed, "/days/{id}": {} } })).toEqual([]);
    expect(operationKey({ method: "GET", template: "/athlete/{id}/days{ext}" })).toBe("GET /athlete/{}/days{ext}");
  });

  it("differ by a query parameter, which breaks the client if it sends it or now has to", () => {
    const [before, after] = [{ oldest: text }, { oldest: text, zone: text }];
    const change = (one: Parameters, other: Parameters) =>
      differences(days({ ...one, answer: list }), days({ ...other, answer: list }));
    expect(change({ query: before }, { query: after })).toEqual(["added GET /days ?zone"]);
    expect(change({ query: before }, { query: after, required: ["zone"] })).toEqual([
      "! added GET /days ?zone, required",
    ]);
    expect(change({ query: after }, { query: after, required: ["zone"] })).toEqual([
      "! changed GET /days ?zone: now required",
    ]);
    expect(change({ query: after, required: ["zone"] }, { query: after })).toEqual([
      "changed GET /days ?zone: no longer required",
    ]);
    expect(change({ query: after }, { query: before })).toEqual(["removed GET /days ?zone"]);
    expect(change({ query: after }, { query: { zone: text } })).toEqual(["! removed GET /days ?oldest"]);
    expect(change({ query: before }, { query: { oldest: integer } })).toEqual([
      "! changed GET /days ?oldest: string → integer (int32)",
    ]);
  });

  it("differ by a field, which breaks the client if it names it", () => {
    const mood = { schemas: { Day: day({ id: text, steps: integer, mood: integer }) } };
    expect(differences({}, mood)).toEqual(["added Day.mood: integer (int32)"]);
    expect(differences(mood, {})).toEqual(["removed Day.mood"]);
    expect(differences({}, { schemas: { Day: day({ id: text }) } })).toEqual(["! removed Day.steps"]);
    expect(differences({}, { schemas: { Change: day({}) } })).toEqual(["! removed Change.steps"]);
  });

  it("differ by a field of an operation that the client does not use, which breaks nothing", () => {
    expect(differences({}, { schemas: { Day: day({ id: text }) } }, [])).toEqual(["removed Day.steps"]);
  });

  it("differ by the type of a field, and by the notation of text", () => {
    const steps = (schema: object) => ({ schemas: { Day: day({ id: text, steps: schema }) } });
    expect(differences({}, steps(text))).toEqual(["! changed Day.steps: integer (int32) → string"]);
    expect(differences({}, steps({ type: "array", items: integer }))).toEqual([
      "! changed Day.steps: integer (int32) → integer (int32)[]",
    ]);
    expect(differences({}, steps({ type: "integer", format: "int64" }))).toEqual([
      "changed Day.steps: integer (int32) → integer (int64)",
    ]);
    expect(differences(steps(text), steps({ type: "string", format: "date" }))).toEqual([
      "! changed Day.steps: string → string (date)",
    ]);
  });

  it("differ by enum values, which breaks the client if one is gone", () => {
    const steps = (...values: string[]) => ({
      schemas: { Day: day({ id: text, steps: { type: "string", enum: values } }) },
    });
    expect(differences(steps("A", "B"), steps("A", "B", "C"))).toEqual(["added Day.steps = C"]);
    expect(differences(steps("A", "B"), steps("A"))).toEqual(["! removed Day.steps = B"]);
  });

  it("differ by a limit to certain values, which breaks the client if it sends the field", () => {
    const limited = day({ steps: { ...text, enum: ["A"] } });
    const free = day({ steps: text });
    expect(differences({ schemas: { Change: free } }, { schemas: { Change: limited } })).toEqual([
      "! changed Change.steps: now one of A",
    ]);
    expect(differences({ schemas: { Day: free } }, { schemas: { Day: limited } })).toEqual([
      "changed Day.steps: now one of A",
    ]);
    expect(differences({ schemas: { Change: limited } }, { schemas: { Change: free } })).toEqual([
      "changed Change.steps: no longer limited to certain values",
    ]);
  });

  it("differ by a required field, which breaks the client if it has to send it", () => {
    const fields = { id: text, steps: integer };
    expect(differences({}, { schemas: { Change: day({ steps: integer, zone: text }, ["zone"]) } })).toEqual([
      "! changed Change.zone: now required",
      "added Change.zone: string",
    ]);
    expect(differences({}, { schemas: { Day: day(fields, ["id"]) } })).toEqual(["changed Day.id: now required"]);
    expect(differences({ schemas: { Day: day(fields, ["id"]) } }, {})).toEqual(["changed Day.id: no longer required"]);
  });

  it("differ by what is within lists, maps and alternatives", () => {
    const within = (steps: object) => ({
      schemas: {
        Day: day({ id: text, steps: { type: "array", items: { type: "object", additionalProperties: ref("Part") } } }),
        Part: { oneOf: [ref("Walk"), ref("Run")] },
        Walk: day({ steps }),
        Run: day({}),
      },
    });
    expect(differences(within(integer), within(text))).toEqual(["! changed Walk.steps: integer (int32) → string"]);
    const walksOnly = within(integer);
    walksOnly.schemas.Part.oneOf.pop();
    expect(differences(within(integer), walksOnly)).toEqual(["! removed Part | Run"]);
    expect(differences(walksOnly, within(integer))).toEqual(["added Part | Run"]);
  });

  it("differ by a body and an answer that were not there", () => {
    const [bare, full] = [days({}), days({ body: ref("Change"), answer: list })];
    expect(differences(bare, full)).toEqual(["added GET /days answer", "added GET /days body"]);
    expect(differences(full, bare)).toEqual(["! removed GET /days answer", "! removed GET /days body"]);
  });

  it("are compared through a schema that got another name", () => {
    const renamed = {
      schemas: { Date: day({ id: text }) },
      paths: {
        "/days": { get: operation({ query: { oldest: text }, answer: { type: "array", items: ref("Date") } }) },
        "/days/{id}": { put: operation({ body: ref("Change"), answer: ref("Date") }) },
      },
    };
    expect(differences({}, renamed)).toEqual(["! removed Date.steps", "changed Day → Date"]);
  });

  it("are compared to the end where schemas refer to themselves", () => {
    const nested = (steps: object) => ({ schemas: { Day: day({ id: text, steps, next: ref("Day") }) } });
    expect(differences(nested(integer), nested(text))).toEqual(["! changed Day.steps: integer (int32) → string"]);
  });

  it("are reported with what breaks the client first", () => {
    const found = compare(file(), file({ schemas: { Day: day({ id: text, mood: text }) } }), {
      operations: new Set(["GET /days"]),
      names: new Set(["steps"]),
    });
    expect(report(found)).toMatchInlineSnapshot(`
      "Differences that break our client (1):
        removed  Day.steps
      Other differences (1):
        added    Day.mood: string"
    `);
  });
});
