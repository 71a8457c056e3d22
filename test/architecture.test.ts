import { describe, expect, it } from "vitest";
import page from "../docs/architecture.md?raw";

const sources: Record<string, string> = import.meta.glob(["../src/**/*.{ts,tsx}", "!../src/**/*.d.ts"], {
  query: "?raw",
  import: "default",
  eager: true,
});
const files = Object.entries(sources).map(([path, text]) => ({ path: path.replace("../src/", ""), text }));

/** Top to bottom: a folder imports only from folders below it, type imports included. */
const LAYERS = [
  "index.ts",
  "account-page",
  "admin",
  "oauth",
  "sign-in",
  "mcp",
  "resources.ts",
  "prompts",
  "tools",
  "files",
  "changes",
  "account",
  "http",
  "training",
  "intervals",
  "sandbox",
  "workout",
  "access",
  "crypto",
  "config.ts",
  "bounded-body.ts",
  "json.ts",
  "log.ts",
  // Outside of src/, for the version.
  "package.json",
];
/** Replaces unused dependencies in the bundle; imported by nobody. */
const SHIMS = "shims";

/** The files that read streams and bodies by other means, and why nobody can make them read too much. */
const MAY_READ_BODIES: Record<string, string> = {
  "bounded-body.ts": "counts what it reads",
  "intervals/file-content.ts":
    "peeks at the first bytes of a stream and passes it on; memory is filled by bounded-body.ts",
  "intervals/activity-writes.ts": "the first bytes of a file in memory",
  ...Object.fromEntries(
    [
      "account-page/changes-page.tsx",
      "account-page/routes.ts",
      "account/token-request.ts",
      "http/guard.ts",
      "mcp/serve.ts",
      "oauth/authorize.ts",
      "oauth/rate-limits.ts",
      "oauth/token-endpoint.ts",
      "sign-in/callback.ts",
      "sign-in/webhook.ts",
    ].map((path) => [path, "a request whose body the guard has read, with its limit"]),
  ),
  "account/change-log.ts": "what this server has stored",
  "account/change-attachments.ts": "what this server has stored",
  "account/refresh-token-rotation.ts": "the response of our own token endpoint",
  ...Object.fromEntries(
    ["router.ts", "routes/activity-writes.ts", "routes/responses.ts", "routes/streams.ts", "server.ts"].map((name) => [
      `sandbox/${name}`,
      "requests of this server to its own stand-in",
    ]),
  ),
};

const folderOf = (path: string) => path.split("/")[0] ?? "";

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

describe("src/", () => {
  it("has only the folders of the layer list", () => {
    const known = new Set([...LAYERS, SHIMS]);
    expect(files.map(({ path }) => folderOf(path)).filter((folder) => !known.has(folder))).toEqual([]);
  });

  it("has the folders that docs/architecture.md lists", () => {
    const listed = [...page.matchAll(/^ {2}([a-z-]+)(\/|\.ts) /gm)].map(
      ([, name = "", kind]) => name + (kind === "/" ? "" : kind),
    );
    expect([...listed].sort()).toEqual([...new Set(files.map(({ path }) => folderOf(path)))].sort());
  });

  it("imports only from lower layers", () => {
    const upwards = files.flatMap((file) => {
      const from = folderOf(file.path);
      return importsOf(file)
        .filter((target) => {
          const to = folderOf(target);
          return to !== from && !(LAYERS.indexOf(to) > LAYERS.indexOf(from));
        })
        .map((target) => `${file.path} → ${target}`);
    });
    expect(upwards).toEqual([]);
  });

  it("imports within workout/ only along the allowed dependencies", () => {
    const partOf = (path: string) => (path.split("/").length > 2 ? (path.split("/")[1] ?? "") : "shared");
    const allowed: Record<string, readonly string[]> = {
      guide: ["lint", "syntax", "shared"],
      fix: ["lint", "syntax", "shared"],
      lint: ["print", "estimate", "syntax", "shared"],
      print: ["syntax", "shared"],
      estimate: ["syntax", "shared"],
      syntax: ["shared"],
      shared: [],
    };
    const parts = files.filter(({ path }) => folderOf(path) === "workout");
    const others = parts.flatMap((file) => {
      const from = partOf(file.path);
      return importsOf(file)
        .filter((target) => partOf(target) !== from && !allowed[from]?.includes(partOf(target)))
        .map((target) => `${file.path} → ${target}`);
    });
    expect(parts.length).toBeGreaterThan(40);
    expect(others).toEqual([]);
  });

  it("does not import intervals/ in the sandbox", () => {
    const seen = files.filter(({ path }) => folderOf(path) === "sandbox").flatMap(importsOf);
    expect(seen.filter((target) => folderOf(target) === "intervals")).toEqual([]);
  });

  it("imports only downwards within the sandbox", () => {
    const layers = "demo-athlete.ts server.ts routes router.ts present state files seed analysis recording".split(" ");
    const rankOf = (path: string) => {
      const layer = layers.indexOf(path.split("/")[1] ?? "");
      // Files outside of these are below all of them.
      return layer === -1 ? layers.length : layer;
    };
    const upwards = files
      .filter(({ path }) => folderOf(path) === "sandbox")
      .flatMap((file) =>
        importsOf(file)
          .filter((target) => folderOf(target) === "sandbox" && rankOf(target) < rankOf(file.path))
          .map((target) => `${file.path} → ${target}`),
      );
    expect(upwards).toEqual([]);
  });

  it("has no import cycle between files, types included", () => {
    const graph = new Map(files.map((file) => [file.path, file]));
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]) => {
      if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(" → "));
      if (done.has(path) || trail.includes(path)) return;
      const file = graph.get(path);
      for (const target of file ? importsOf(file) : []) visit(target, [...trail, path]);
      done.add(path);
    };
    for (const { path } of files) visit(path, []);
    expect(cycles).toEqual([]);
  });

  it("names the host of Intervals.icu only in intervals/ and config.ts", () => {
    const naming = files.filter(({ text }) => /https?:\/\/(www\.)?intervals\.icu|["'`]intervals\.icu/.test(text));
    expect(naming.map(({ path }) => path).filter((path) => !/^(intervals\/|config\.ts)/.test(path))).toEqual([]);
  });

  it("has SQL only in the stores of accounts, the demo athlete and the login throttle", () => {
    const withSql = files.filter(({ text }) =>
      /\b(SELECT .+ FROM|INSERT (OR \w+ )?INTO|DELETE FROM|CREATE TABLE)\b/.test(text),
    );
    const allowed = /^(account|sandbox)\/|^sign-in\/login-throttle\.ts$/;
    expect(withSql.map(({ path }) => path).filter((path) => !allowed.test(path))).toEqual([]);
  });

  it("A90 reads bodies from outside only through bounded-body.ts", () => {
    const reading = files.flatMap(({ path, text }) => {
      const way = /\.(blob|text|json|arrayBuffer|bytes|formData)\(\)|getReader\(|for await|\.pipe(Through|To)\(/;
      return way.test(text) ? [path] : [];
    });
    expect(reading.sort()).toEqual(Object.keys(MAY_READ_BODIES).sort());
  });

  it("takes the characters of text that people wrote only to compare, search or send them", () => {
    const taking = files.filter(({ path, text }) => !path.startsWith("intervals/") && /\bcharactersOf\(/.test(text));
    expect(taking.map(({ path }) => path).sort()).toEqual([
      // A name that the header quotes.
      "mcp/tool-context.ts",
      // A name on a page, which escapes it.
      "sign-in/verify-code.ts",
      "tools/gear/gear-fields.ts",
      "training/calendar.ts",
      "training/intervals.ts",
      "training/quote.ts",
      "training/search-documents.ts",
      // Names of custom fields become keys, which `wellnessColumns` quotes.
      "training/wellness.ts",
    ]);
  });

  it("writes to the console only in log.ts", () => {
    const writing = files.filter(({ path, text }) => path !== "log.ts" && /\bconsole\./.test(text));
    expect(writing.map(({ path }) => path)).toEqual([]);
  });

  it("has no any and no suppressed checks", () => {
    const loose = files.flatMap(({ path, text }) =>
      [...text.matchAll(/\bas any\b|: any\b|@ts-(ignore|expect-error|nocheck)|biome-ignore/g)].map(
        ([what]) => `${path}: ${what}`,
      ),
    );
    expect(loose).toEqual([]);
  });

  it("has no file of more than 300 lines", () => {
    const long = files.filter(({ text }) => text.split("\n").length > 300).map(({ path }) => path);
    expect(long).toEqual([]);
  });
});
