import { describe, expect, it } from "vitest";
import table from "../../docs/security.md?raw";

const sources: Record<string, string> = import.meta.glob("../**/*.test.ts", {
  query: "?raw",
  import: "default",
  eager: true,
});

const IDS = Array.from({ length: 58 }, (_, index) => `A${index + 1}`);

/** The files in which a test bears an id at the beginning of its name. */
function filesProving(id: string): string[] {
  const name = new RegExp(`["\`]${id} [a-z%]`);
  return Object.entries(sources)
    .filter(([, text]) => name.test(text))
    .map(([path]) => path.replace(/^\.\//, "attacks/").replace(/^\.\.\//, ""))
    .sort();
}

/** Rows of the table: the id, the threat, the answer, and the files of the last column. */
const rows = [...table.matchAll(/^\| (A\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].map(
  ([, id = "", threat = "", answer = "", files = ""]) => ({
    id,
    threat,
    answer,
    files: [...files.matchAll(/`([^`]+)`/g)].map(([, file = ""]) => file).sort(),
  }),
);

describe("the table of threats", () => {
  it("has each row once, in order", () => {
    expect(rows.map(({ id }) => id)).toEqual(IDS);
  });

  it.each(IDS)("names the files of the tests that prove %s", (id) => {
    expect(filesProving(id)).not.toEqual([]);
    expect(rows.find((row) => row.id === id)?.files).toEqual(filesProving(id));
  });
});
