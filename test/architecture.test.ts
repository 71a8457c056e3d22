import { describe, expect, it } from "vitest";
import walk from "../docs/architecture.md?raw";

const sources: Record<string, string> = import.meta.glob("../src/**/*.{ts,tsx}", {
  query: "?raw",
  import: "default",
  eager: true,
});
const files = Object.entries(sources).map(([path, text]) => ({ path: path.replace("../src/", ""), text }));

/** The corridor: a room imports only from rooms further along. The account lies behind both doors, sign-in and calls. */
const CORRIDOR = [
  "index.ts",
  "guard",
  "auth",
  "mcp",
  "resources",
  "prompts",
  "tools",
  "files",
  "account",
  "pages",
  "training",
  "workout",
  "intervals",
  "config.ts",
];
/** Doors that lead back, each with its reason. */
const EXCEPTIONS: Record<string, readonly string[]> = {
  // The real server parses the same language; the demo athlete plays that server. It must never see our client.
  demo: ["workout", "config.ts"],
  // Types of the bindings, nothing that runs.
  "config.ts": ["account", "demo", "mcp"],
};

const roomOf = (path: string) => path.split("/")[0] ?? "";

function importsOf({ path, text }: { path: string; text: string }): string[] {
  const folder = path.split("/").slice(0, -1);
  return [...text.matchAll(/(?:from|import)\s+"(\.[^"]+)"/g)].map(([, specifier = ""]) => {
    const parts = [...folder];
    for (const part of specifier.split("/")) {
      if (part === "..") parts.pop();
      else if (part !== ".") parts.push(part);
    }
    return parts.join("/");
  });
}

describe("the house", () => {
  it("has only the rooms that the plan names", () => {
    const known = new Set([...CORRIDOR, ...Object.keys(EXCEPTIONS), "absent.ts", "zod.ts"]);
    expect(files.map(({ path }) => roomOf(path)).filter((room) => !known.has(room))).toEqual([]);
  });

  it("is drawn as it is", () => {
    const drawn = [...walk.matchAll(/^ {2}([a-z]+)(\/|\.ts) /gm)].map(
      ([, name = "", kind]) => name + (kind === "/" ? "" : kind),
    );
    const real = new Set(
      files.map(({ path }) => roomOf(path)).filter((room) => room !== "absent.ts" && room !== "zod.ts"),
    );
    expect([...drawn].sort()).toEqual([...real].sort());
  });

  it("is walked in one direction", () => {
    const backwards = files.flatMap((file) => {
      const from = roomOf(file.path);
      return importsOf(file)
        .filter((target) => {
          const to = roomOf(target);
          if (to === from || EXCEPTIONS[from]?.includes(to)) return false;
          if (from === "index.ts") return false;
          return !(CORRIDOR.includes(from) && CORRIDOR.indexOf(to) > CORRIDOR.indexOf(from));
        })
        .map((target) => `${file.path} → ${target}`);
    });
    expect(backwards).toEqual([]);
  });

  it("keeps the stand-in apart from the client that it is to test", () => {
    const seen = files.filter(({ path }) => roomOf(path) === "demo").flatMap(importsOf);
    expect(seen.filter((target) => roomOf(target) === "intervals")).toEqual([]);
  });

  it("has no cycle between files", () => {
    const graph = new Map(files.map((file) => [file.path, file]));
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]) => {
      if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(" → "));
      if (done.has(path) || trail.includes(path)) return;
      const file = graph.get(path);
      const values = file && { ...file, text: file.text.replace(/import type [^;]+;/g, "") };
      for (const target of values ? importsOf(values) : []) visit(target, [...trail, path]);
      done.add(path);
    };
    for (const { path } of files) visit(path, []);
    expect(cycles).toEqual([]);
  });

  it("names the host of Intervals.icu only where requests and settings are made", () => {
    const naming = files.filter(({ text }) => /https?:\/\/(www\.)?intervals\.icu|["'`]intervals\.icu/.test(text));
    expect(naming.map(({ path }) => path).filter((path) => !/^(intervals\/|config\.ts)/.test(path))).toEqual([]);
  });

  it("speaks SQL only where people's things and the demo athlete are kept", () => {
    const speaking = files.filter(({ text }) =>
      /\b(SELECT .+ FROM|INSERT (OR \w+ )?INTO|DELETE FROM|CREATE TABLE)\b/.test(text),
    );
    expect(speaking.map(({ path }) => roomOf(path)).filter((room) => room !== "account" && room !== "demo")).toEqual(
      [],
    );
  });

  it("casts nothing away and silences no check", () => {
    const loose = files.flatMap(({ path, text }) =>
      [...text.matchAll(/\bas any\b|: any\b|@ts-(ignore|expect-error|nocheck)|biome-ignore/g)].map(
        ([what]) => `${path}: ${what}`,
      ),
    );
    expect(loose).toEqual([]);
  });

  it("keeps rooms small enough to be seen at a glance", () => {
    const long = files.filter(({ text }) => text.split("\n").length > 300).map(({ path }) => path);
    expect(long).toEqual([]);
  });
});
