import { describe, expect, it } from "vitest";
import { allows, effectiveScopes, presetFor, scopeOf } from "../../src/access/scopes.ts";

describe("effectiveScopes", () => {
  const granted = ["intervals:read", "intervals:write"];

  it("are the granted scopes unless the user removed some", () => {
    expect(effectiveScopes(granted, undefined)).toEqual(granted);
  });

  it("leave out removed scopes and add none", () => {
    expect(effectiveScopes(granted, ["intervals:read", "intervals:erase"])).toEqual(["intervals:read"]);
    expect(effectiveScopes(granted, [])).toEqual([]);
  });
});

describe("presetFor", () => {
  it.each([
    [[], "coach"],
    [["openid"], "coach"],
    [["intervals:read"], "read"],
    [["intervals:read", "intervals:delete"], "coach"],
    [["intervals:message"], "everything"],
  ])("suggests for %j the preset %s", (requested, preset) => {
    expect(presetFor(requested)).toBe(preset);
  });
});

it("an effect is allowed by its own scope alone", () => {
  expect(allows([scopeOf("erase"), scopeOf("delete")], "write")).toBe(false);
  expect(allows(["intervals:write"], "write")).toBe(true);
});
