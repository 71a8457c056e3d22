import { describe, expect, it } from "vitest";
import { promptList } from "../../src/mcp/prompt-list.ts";
import { resourceList } from "../../src/mcp/resource-list.ts";
import { CATALOG } from "../../src/tools/catalog.ts";
import { DOCUMENTED_PROMPTS, PROMPTS, RESOURCES, TOOLS } from "./inventory.ts";

const calls = Object.entries(TOOLS).flatMap(([name, all]) => all.map((args) => [name, args] as const));

it("knows the whole inventory", () => {
  expect(Object.keys(TOOLS)).toHaveLength(60);
  expect(RESOURCES).toHaveLength(4);
  expect(Object.keys(PROMPTS)).toHaveLength(9);
});

describe("every tool that people know is here, and takes the parameters they send", () => {
  it.each(calls)("%s %j", (name, args) => {
    const tool = CATALOG.find((candidate) => candidate.name === name);
    expect(tool, `${name} is missing`).toBeDefined();
    expect(Object.keys(args).filter((parameter) => !(parameter in (tool?.input.shape ?? {})))).toEqual([]);
    expect(() => tool?.parse(args)).not.toThrow();
  });
});

it("every resource is under its address", () => {
  expect(resourceList.map(({ uri }) => uri)).toEqual(expect.arrayContaining(RESOURCES));
});

it("every prompt is under its real and its documented name, with its arguments", () => {
  const listed = Object.fromEntries(
    promptList.map((prompt) => [prompt.name, prompt.arguments?.map(({ name }) => name)]),
  );
  const documented = DOCUMENTED_PROMPTS.map((name) => [name, PROMPTS[name.slice("icu_".length)]]);
  expect(listed).toEqual({ ...PROMPTS, ...Object.fromEntries(documented) });
});
