import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const here = import.meta.dirname;
const exchange = (url: string) =>
  JSON.stringify({
    method: "GET",
    url,
    requestBody: "",
    status: 200,
    contentType: "application/json",
    responseBody: "",
  });

describe("npm run contract", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "contract-"));
    mkdirSync(join(folder, "test/contract"), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const commit = (file: string) => cpSync(join(here, file), join(folder, "test/contract", file));
  const record = (...exchanges: string[]) => {
    mkdirSync(join(folder, ".wrangler/contract"), { recursive: true });
    writeFileSync(join(folder, ".wrangler/contract/exchanges.jsonl"), exchanges.join("\n"));
  };
  const run = () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(here, "check.ts")], {
      cwd: folder,
      encoding: "utf8",
    });
    return { status, output: stdout + stderr };
  };

  it("passes when what was recorded and the types match the digest", () => {
    commit("openapi-digest.json");
    commit("openapi-types.ts");
    record(exchange("https://intervals.test/api/v1/athlete/0"));
    expect(run()).toEqual({ status: 0, output: expect.stringContaining("2 passed, 0 failed") });
  });

  it("fails without a digest", () => {
    record(exchange("https://intervals.test/api/v1/athlete/0"));
    expect(run()).toEqual({ status: 2, output: expect.stringContaining("openapi-digest.json is missing") });
  });

  it("fails when nothing was recorded", () => {
    commit("openapi-digest.json");
    expect(run()).toEqual({ status: 2, output: expect.stringContaining("No exchanges are recorded") });
    record();
    expect(run()).toEqual({ status: 2, output: expect.stringContaining("No exchanges are recorded") });
  });

  it("fails when an operation is not in the digest", () => {
    commit("openapi-digest.json");
    commit("openapi-types.ts");
    record(exchange("https://intervals.test/api/v1/moods"));
    expect(run()).toEqual({ status: 1, output: expect.stringContaining("GET /api/v1/moods: no such operation") });
  });

  it("fails when the types are not those of the digest", () => {
    commit("openapi-digest.json");
    writeFileSync(join(folder, "test/contract/openapi-types.ts"), "export {};\n");
    record(exchange("https://intervals.test/api/v1/athlete/0"));
    expect(run()).toEqual({ status: 1, output: expect.stringContaining("openapi-types.ts does not match") });
  });
});
