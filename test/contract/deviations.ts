/**
 * Where the live server, and therefore the demo athlete, differs from the OpenAPI file. In addition, any value may be
 * `null` (docs/intervals-api.md, S7, Q54), and unknown keys may occur anywhere (docs/intervals-api.md, S28).
 */
export interface Deviation {
  readonly method: "GET" | "PUT" | "POST" | "DELETE" | "*";
  /** As in the OpenAPI file, without `/api/v1`; `*` for every operation. */
  readonly template: string;
  /** Where in the answer: property names, `*` for any item. */
  readonly at: string;
  readonly what: string;
  /** Requests differ from the file in the same way. */
  readonly isSentToo?: true;
  readonly fact: string;
}

export const DEVIATIONS: readonly Deviation[] = [
  {
    method: "*",
    template: "*",
    at: "workout_doc.*",
    what: "an open document whose values are of any type",
    fact: "§5.8",
  },
  {
    method: "*",
    template: "*",
    at: "skyline_chart_bytes",
    what: "one Base64 string instead of a list of them",
    fact: "§7.2",
  },
  {
    method: "GET",
    template: "/activity/{id}/streams{ext}",
    at: "*.data",
    what: "an array, not an object",
    fact: "Q42",
  },
  {
    method: "GET",
    template: "/activity/{id}/streams{ext}",
    at: "*.data2",
    what: "an array, not an object",
    fact: "Q42",
  },
  {
    method: "PUT",
    template: "/activity/{id}/streams",
    at: "*.data",
    what: "an array, not an object",
    isSentToo: true,
    fact: "Q42",
  },
  {
    method: "PUT",
    template: "/activity/{id}/streams",
    at: "*.data2",
    what: "an array, not an object",
    isSentToo: true,
    fact: "Q42",
  },
  { method: "*", template: "*", at: "content.*", what: "plain values, not objects", isSentToo: true, fact: "Q81" },
  {
    method: "GET",
    template: "/activity/{id}",
    at: "",
    what: "fits an activity with and without intervals at once, so `oneOf` cannot hold",
    fact: "Q7",
  },
];
