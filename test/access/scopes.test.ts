import { describe, expect, it } from "vitest";
import { allows, allowsAnything, effectiveScopes, PRESETS, presetFor, scopeOf } from "../../src/access/scopes.ts";

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
    [[], "plan"],
    [["openid"], "plan"],
    [["intervals:read"], "read"],
    [["intervals:read", "intervals:delete"], "plan"],
    [["intervals:read", "intervals:athletes"], "coach"],
    [["intervals:message"], "everything"],
  ])("suggests for %j the preset %s", (requested, preset) => {
    expect(presetFor(requested)).toBe(preset);
  });
});

it("only the presets for coaches include other athletes", () => {
  const including = Object.entries(PRESETS).filter(([, { scopes }]) =>
    [...scopes].some((one) => one.endsWith(":athletes")),
  );
  expect(including.map(([name]) => name)).toEqual(["coach", "everything"]);
});

it("the scope for other athletes alone allows nothing", () => {
  expect(allowsAnything(["intervals:athletes", "offline_access"])).toBe(false);
  expect(allowsAnything(["intervals:athletes", "intervals:message"])).toBe(true);
});

it("an effect is allowed by its own scope alone", () => {
  expect(allows([scopeOf("erase"), scopeOf("delete")], "write")).toBe(false);
  expect(allows(["intervals:write"], "write")).toBe(true);
});
