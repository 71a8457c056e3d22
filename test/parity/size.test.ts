import { expect, it } from "vitest";
import { ALL_SCOPES as scopes } from "../../src/access/scopes.ts";
import { toolsFor } from "../../src/mcp/tool-list.ts";
import { TOOLS } from "./inventory.ts";

const everything = toolsFor({ scopes, toolset: "everything" });
const essentials = toolsFor({ scopes, toolset: "essentials" });
const bytesOf = (list: unknown) => new TextEncoder().encode(JSON.stringify(list)).length;

/** A model reads the list before every answer. Half of what the same tools take where people come from, 71,937 bytes. */
it("describes every tool that people know in 36,000 bytes", () => {
  const known = everything.filter(({ name }) => name in TOOLS);
  expect(known).toHaveLength(60);
  expect(bytesOf(known)).toBeLessThanOrEqual(36_000);
});

it("describes the essentials in 12,000 bytes", () => {
  expect(bytesOf(essentials)).toBeLessThanOrEqual(12_000);
  expect(essentials.length).toBeGreaterThanOrEqual(15);
});

/** As models read it, one tool a line, so that a change of wording is seen where it counts. */
it("is written down, so that nobody changes it unawares", async () => {
  const lines = everything.map((tool) => JSON.stringify(tool));
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("./tools-list.jsonl");
});

/** What directories of hosts demand, in or beside the annotations. */
it("gives every tool a title and all four hints", () => {
  for (const { name, title, annotations } of everything) {
    expect(title, name).not.toBe("");
    expect(Object.values(annotations), name).toHaveLength(4);
  }
});
