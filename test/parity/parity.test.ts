import { describe, expect, it } from "vitest";
import { promptList } from "../../src/mcp/prompt-list.ts";
import { resourceList } from "../../src/mcp/resource-list.ts";
import { CATALOG } from "../../src/tools/catalog.ts";
import { DOCUMENTED_PROMPTS, PROMPTS, RESOURCES, TOOLS } from "./inventory.ts";

const calls = Object.entries(TOOLS).flatMap(([name, all]) => all.map((args) => [name, args] as const));

/** Tools that the reference does not have. */
const OUR_OWN = [
  "icu_list_athletes",
  "icu_get_athlete_summary",
  "icu_download_csv",
  "icu_download_workout",
  "icu_validate_workout",
  "icu_create_workout",
  "icu_update_workout",
  "icu_delete_workout",
  "icu_create_folder",
  "icu_list_changes",
  "icu_undo_change",
  "search",
  "fetch",
];

it("every other tool is listed as our own", () => {
  const others = CATALOG.map(({ name }) => name).filter((name) => !(name in TOOLS));
  expect(others.sort()).toEqual(OUR_OWN.toSorted());
});

describe("the reference tool", () => {
  it.each(calls)("%s accepts %j", (name, args) => {
    const tool = CATALOG.find((candidate) => candidate.name === name);
    expect(tool, `${name} is not in the catalog`).toBeDefined();
    expect(Object.keys(args).filter((parameter) => !(parameter in (tool?.input.shape ?? {})))).toEqual([]);
    expect(() => tool?.parse(args)).not.toThrow();
  });
});

it("every reference resource has its URI", () => {
  expect(resourceList.map(({ uri }) => uri)).toEqual(RESOURCES);
});

it("every reference prompt has its names and arguments", () => {
  const listed = Object.fromEntries(
    promptList.map((prompt) => [prompt.name, prompt.arguments?.map(({ name }) => name)]),
  );
  const documented = DOCUMENTED_PROMPTS.map((name) => [name, PROMPTS[name.slice("icu_".length)]]);
  expect(listed).toEqual({ ...PROMPTS, ...Object.fromEntries(documented) });
});
