import { expect, it } from "vitest";
import { ALL_SCOPES as scopes } from "../../src/access/scopes.ts";
import { toolsFor } from "../../src/mcp/tool-list.ts";
import { TOOLS } from "./inventory.ts";

const everything = toolsFor({ scopes, toolset: "everything" });
const essentials = toolsFor({ scopes, toolset: "essentials" });
const bytesOf = (list: unknown) => new TextEncoder().encode(JSON.stringify(list)).length;

/** A model reads the list before every answer. Half of the 71,937 bytes of the reference. */
it("tools/list of the reference tools has at most 36,000 bytes", () => {
  const known = everything.filter(({ name }) => name in TOOLS);
  expect(known).toHaveLength(Object.keys(TOOLS).length);
  expect(bytesOf(known)).toBeLessThanOrEqual(36_000);
});

it("tools/list of the essentials has at most 12,000 bytes", () => {
  expect(bytesOf(essentials)).toBeLessThanOrEqual(12_000);
  expect(essentials.length).toBeGreaterThanOrEqual(15);
});

/** One tool per line, as models read it, so that a change of wording is reviewed. */
it("tools/list equals tools-list.jsonl", async () => {
  const lines = everything.map((tool) => JSON.stringify(tool));
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("./tools-list.jsonl");
});

/** Required by the directories of host apps. */
it("every tool has a title and four annotations", () => {
  for (const { name, title, annotations } of everything) {
    expect(title, name).not.toBe("");
    expect(Object.values(annotations), name).toHaveLength(4);
  }
});
