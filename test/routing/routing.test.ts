import { describe, expect, it } from "vitest";
import { CATALOG } from "../../src/tools/catalog.ts";
import { QUESTIONS } from "./questions.ts";
import { hitRate, routeAll } from "./route.ts";

const names = CATALOG.map(({ name }) => name);

describe("the questions in questions.ts", () => {
  it("name existing tools", () => {
    expect(QUESTIONS.length).toBeGreaterThanOrEqual(80);
    expect(QUESTIONS.map(([, tool]) => tool).filter((tool) => !names.includes(tool))).toEqual([]);
  });

  it("cover every tool", () => {
    const expected = new Set(QUESTIONS.map(([, tool]) => tool));
    // Research clients call these two by name.
    expect(names.filter((name) => !expected.has(name))).toEqual(["search", "fetch"]);
  });
});

it("matching words finds the right tool first in 70 % of the questions, and among three in 85 %", () => {
  const routed = routeAll(CATALOG);
  // Well below the measured rates, so that only a confusing description fails the test.
  expect(hitRate(routed, 1)).toBeGreaterThan(0.7);
  expect(hitRate(routed, 3)).toBeGreaterThan(0.85);
});
