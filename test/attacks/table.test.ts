import { describe, expect, it } from "vitest";
import page from "../../docs/security.md?raw";

const sources: Record<string, string> = import.meta.glob("../**/*.test.ts", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** Test files by the ids at the beginning of their test names. */
const filesById = new Map<string, Set<string>>();
for (const [path, text] of Object.entries(sources)) {
  const file = path.replace(/^\.\//, "attacks/").replace(/^\.\.\//, "");
  for (const [, id = ""] of text.matchAll(/["`](A\d+) [a-z%]/g)) {
    filesById.set(id, (filesById.get(id) ?? new Set()).add(file));
  }
}

/** Rows of the table: the id and the test files. */
const rows = [...page.matchAll(/^\| (A\d+) \| [^|]+ \| [^|]+ \| ([^|]+) \|$/gm)].map(([, id = "", files = ""]) => ({
  id,
  files: [...files.matchAll(/`([^`]+)`/g)].map(([, file = ""]) => file),
}));

const numberOf = (id: string) => Number(id.slice(1));

describe("the table in docs/security.md", () => {
  it("numbers its threats without gaps", () => {
    expect(rows.map(({ id }) => id)).toEqual(rows.map((_, index) => `A${index + 1}`));
  });

  it("has exactly the threats that the tests name", () => {
    const tested = [...filesById.keys()].sort((a, b) => numberOf(a) - numberOf(b));
    expect(rows.map(({ id }) => id)).toEqual(tested);
  });

  it.each(rows)("names the test files of $id", ({ id, files }) => {
    expect(files.toSorted()).toEqual([...(filesById.get(id) ?? [])].sort());
  });
});
