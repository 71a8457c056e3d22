import { describe, expect, it } from "vitest";
import { CATALOG } from "../../src/tools/catalog.ts";
import { QUESTIONS } from "./questions.ts";
import { hitRate, routeAll } from "./route.ts";

const names = CATALOG.map(({ name }) => name);

describe("the questions", () => {
  it("are many, and ask for tools that exist", () => {
    expect(QUESTIONS.length).toBeGreaterThanOrEqual(80);
    expect(QUESTIONS.map(([, tool]) => tool).filter((tool) => !names.includes(tool))).toEqual([]);
  });

  it("ask for every tool", () => {
    const asked = new Set(QUESTIONS.map(([, tool]) => tool));
    // These two are named by the contract of a host, which calls them without choosing.
    expect(names.filter((name) => !asked.has(name))).toEqual(["search", "fetch"]);
  });
});

it("words alone lead to the right tool most of the time", () => {
  const routed = routeAll(CATALOG);
  // Ours: well below what was measured, so that a description that confuses is noticed and a better word is not.
  expect(hitRate(routed, 1)).toBeGreaterThan(0.7);
  expect(hitRate(routed, 3)).toBeGreaterThan(0.85);
});
