import { describe, expect, it } from "vitest";
import { checkExchanges, type Exchange } from "./exchanges.ts";
import { OpenApi } from "./openapi.ts";

const document = OpenApi.parse({
  openapi: "3.0.1",
  info: { title: "Intervals.icu API", version: "v1" },
  paths: {
    "/api/v1/days{ext}": {
      get: {
        operationId: "listDays",
        parameters: [
          { name: "limit", in: "query", schema: { type: "integer" } },
          { name: "order", in: "query", schema: { type: "string", enum: ["up", "down"] } },
        ],
        responses: {
          200: { content: { "*/*": { schema: { type: "array", items: { $ref: "#/components/schemas/Day" } } } } },
        },
      },
    },
    "/api/v1/days/{id}": {
      put: {
        operationId: "updateDay",
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Day" } } } },
        responses: { 200: { content: { "*/*": { schema: { $ref: "#/components/schemas/Day" } } } } },
      },
    },
  },
  components: {
    schemas: {
      Day: { type: "object", properties: { id: { type: "string" }, steps: { type: "integer" } } },
    },
  },
});

const list = (query: string, days: object[] = []): Exchange => ({
  method: "GET",
  url: `https://intervals.test/api/v1/days.json${query}`,
  requestBody: "",
  status: 200,
  contentType: "application/json",
  responseBody: JSON.stringify(days),
});
const update = (body: object): Exchange => ({
  method: "PUT",
  url: "https://intervals.test/api/v1/days/2026-05-13",
  requestBody: JSON.stringify(body),
  status: 200,
  contentType: "application/json",
  responseBody: "",
});
const problemsOf = (...exchanges: Exchange[]) => [...checkExchanges(document, exchanges, []).problems.keys()];

describe("recorded exchanges", () => {
  it("pass if the file allows them, where any field may be null", () => {
    const exchanges = [
      list("?limit=3&order=up", [
        { id: "2026-05-13", steps: 4000 },
        { id: "2026-05-12", steps: null },
      ]),
      update({ steps: 5 }),
    ];
    const { requests, answers, problems, operations } = checkExchanges(document, exchanges, []);
    expect({ requests, answers, problems: problems.size }).toEqual({ requests: 2, answers: 2, problems: 0 });
    expect(Object.fromEntries(operations)).toEqual({ "GET /api/v1/days{ext}": 1, "PUT /api/v1/days/{}": 1 });
  });

  it("fail if the file does not have the operation, the parameter, the body field or the type", () => {
    expect(problemsOf({ ...list(""), method: "DELETE" })).toEqual([
      "request DELETE /api/v1/days.json: no such operation",
    ]);
    expect(problemsOf(list("?page=2"))).toEqual(["request GET /api/v1/days{ext}: query parameter page does not exist"]);
    expect(problemsOf(list("?limit=all"), list("?order=left"))).toEqual([
      "request GET /api/v1/days{ext}: query parameter limit is not integer",
      "request GET /api/v1/days{ext}: query parameter order is not string",
    ]);
    expect(problemsOf(update({ mood: 3 }))).toEqual(["request PUT /api/v1/days/{id}: body field mood does not exist"]);
    expect(problemsOf(update({ steps: "many" }))).toEqual([
      "request PUT /api/v1/days/{id}: steps must be integer,null",
    ]);
    expect(problemsOf({ ...list(""), requestBody: "{}" })).toEqual([
      "request GET /api/v1/days{ext}: a body where none is expected",
    ]);
    expect(problemsOf(list("", [{ steps: "many" }]))).toEqual([
      "answer GET /api/v1/days{ext}: *.steps must be integer,null",
    ]);
  });

  it("are not compared with the file if the response is an error", () => {
    expect(problemsOf({ ...list("", [{ steps: "many" }]), status: 422 })).toEqual([]);
  });

  it("may differ from the file where a deviation is listed", () => {
    const known = { method: "GET", template: "/days{ext}", at: "*.steps", what: "text", fact: "a test" } as const;
    const answered = list("", [{ steps: "many" }]);
    const { problems, deviations } = checkExchanges(document, [answered, update({ steps: "many" })], [known]);
    expect([...problems.keys()]).toEqual(["request PUT /api/v1/days/{id}: steps must be integer,null"]);
    expect(deviations.size).toBe(1);
  });
});
