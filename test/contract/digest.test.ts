import { describe, expect, it } from "vitest";
import { hashOf, parseDigest, printDigest } from "./digest.ts";
import { OpenApi } from "./openapi.ts";

const file = (fields: object) => ({
  openapi: "3.0.1",
  info: { title: "Intervals.icu API", version: "v1" },
  paths: {
    "/day/{id}": {
      summary: "Days",
      get: {
        operationId: "getDay",
        description: "Gets a day",
        tags: ["Days"],
        parameters: [
          { name: "to", in: "query", schema: { type: "string" } },
          { name: "id", in: "path", required: true, schema: { type: "string" } },
        ],
        responses: {
          200: { description: "OK", content: { "*/*": { schema: { $ref: "#/components/schemas/Day" } } } },
        },
      },
    },
  },
  components: { schemas: { Day: { type: "object", properties: fields } } },
});
const digestOf = (fields: object) => printDigest(OpenApi.parse(file(fields)));

describe("the digest of an OpenAPI file", () => {
  it("keeps shapes and drops descriptions and examples", () => {
    expect(
      digestOf({ mood: { type: "string", enum: ["GOOD", "BAD"], description: "How it felt", example: "GOOD" } }),
    ).toMatchInlineSnapshot(`
        "{
          "components": {
            "schemas": { "Day": { "properties": { "mood": { "enum": ["BAD", "GOOD"], "type": "string" } }, "type": "object" } }
          },
          "info": { "title": "Intervals.icu API", "version": "v1" },
          "openapi": "3.0.1",
          "paths": {
            "/day/{id}": {
              "get": {
                "operationId": "getDay",
                "parameters": [
                  { "in": "path", "name": "id", "required": true, "schema": { "type": "string" } },
                  { "in": "query", "name": "to", "schema": { "type": "string" } }
                ],
                "responses": { "200": { "content": { "*/*": { "schema": { "$ref": "#/components/schemas/Day" } } } } }
              }
            }
          },
          "x-sha256": "230cef0d7ba4a3906cd7455285edd67b47a7ae9e7e7f17fe1dd2db00bf85e212"
        }
        "
      `);
  });

  it("keeps a field that has the name of a dropped keyword", () => {
    expect(digestOf({ description: { type: "string" } })).toContain('"description": { "type": "string" }');
  });

  it("does not depend on the order of fields, parameters and enum values", () => {
    const one = file({ a: { enum: ["X", "Y"] }, b: { type: "integer" } });
    const other = file({ b: { type: "integer" }, a: { enum: ["Y", "X"] } });
    other.paths["/day/{id}"].get.parameters.reverse();
    expect(printDigest(OpenApi.parse(other))).toBe(printDigest(OpenApi.parse(one)));
  });

  it("is the same after it was parsed and printed again", () => {
    const text = digestOf({ a: { type: "integer" } });
    expect(printDigest(parseDigest(text))).toBe(text);
  });

  it("changes its hash with a field, not with a description", () => {
    const hash = (fields: object) => hashOf(OpenApi.parse(file(fields)));
    const plain = hash({ a: { type: "integer" } });
    expect(hash({ a: { type: "integer", description: "Counted" } })).toBe(plain);
    expect(hash({ a: { type: "number" } })).not.toBe(plain);
  });

  it("is rejected when it was edited by hand", () => {
    const text = digestOf({ a: { type: "integer" } });
    expect(() => parseDigest(text.replace('"integer"', '"number"'))).toThrow("not as it was generated");
  });

  it("prints a changed field as one changed line", () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`field${index}`, { type: "integer" }]));
    const lines = new Set(digestOf(many).split("\n"));
    const fresh = digestOf({ ...many, field7: { type: "number" } }).split("\n");
    expect(fresh.filter((line) => !lines.has(line) && !line.includes("x-sha256"))).toEqual([
      '          "field7": { "type": "number" },',
    ]);
  });

  it("keeps its lines short, long lists of enum values included", () => {
    const sports = Array.from({ length: 60 }, (_, index) => `Sport${index}`);
    const lines = digestOf({ type: { type: "string", enum: sports } }).split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
    expect(lines.length).toBeLessThan(60);
  });
});
