import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MUTANTS } from "./mutants.ts";

const root = join(import.meta.dirname, "../..");
const occurrences = (file: string, text: string) => readFileSync(join(root, file), "utf8").split(text).length - 1;

describe("the mutants", () => {
  it("each replace text that occurs once in their file", () => {
    const stale = MUTANTS.filter(({ file, find }) => !existsSync(join(root, file)) || occurrences(file, find) !== 1);
    expect(stale.map(({ file, find }) => `${file}: ${find}`)).toEqual([]);
  });

  it("name test files that exist", () => {
    const missing = MUTANTS.flatMap(({ tests }) => tests).filter((test) => !existsSync(join(root, test)));
    expect(missing).toEqual([]);
  });
});
