import { exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import changelog from "../CHANGELOG.md?raw";
import { version } from "../package.json";
import lock from "../package-lock.json";

describe("the version in package.json", () => {
  it("is what a deployment reports at /healthz", async () => {
    const response = await exports.default.fetch(new Request("http://localhost:8787/healthz"));
    expect(await response.json()).toMatchObject({ version });
  });

  it("is the version of the lockfile", () => {
    expect([lock.version, lock.packages[""].version]).toEqual([version, version]);
  });

  it("has a section in the changelog, which the release workflow publishes", () => {
    expect(changelog).toMatch(new RegExp(`^## \\[${RegExp.escape(version)}\\] - \\d{4}-\\d\\d-\\d\\d$`, "m"));
  });
});
