import { describe, expect, it } from "vitest";
import { ALL_SCOPES } from "../../src/access/scopes.ts";
import {
  expireGrantedScopesCookie,
  grantedScopesCookie,
  lastGrantedScopes,
  missingScopes,
  upstreamScopesFor,
} from "../../src/sign-in/upstream-scopes.ts";

const withCookie = (Cookie: string) => new Request("https://mcp.example.com/account", { headers: { Cookie } });

describe("the scopes that Intervals.icu has to grant", () => {
  it.each([
    [[], ["SETTINGS:READ"]],
    [["offline_access"], ["SETTINGS:READ"]],
    [["intervals:message"], ["SETTINGS:READ", "CHATS:WRITE"]],
    [["intervals:delete"], ["CALENDAR:WRITE", "LIBRARY:WRITE", "SETTINGS:WRITE"]],
    [["intervals:erase"], ["ACTIVITY:WRITE", "CALENDAR:WRITE", "SETTINGS:WRITE"]],
  ])("for %j are %j", (scopes, required) => {
    expect(upstreamScopesFor(scopes)).toEqual(required);
  });

  it("name each area once, with write access where any scope needs it", () => {
    const areas = upstreamScopesFor(ALL_SCOPES);
    expect(areas).toHaveLength(6);
    expect(areas.every((scope) => scope.endsWith(":WRITE"))).toBe(true);
  });

  it("are missing unless granted, where write access includes read access", () => {
    expect(missingScopes(["CALENDAR:WRITE"], ["CALENDAR:READ", "CHATS:READ"])).toEqual(["CHATS:READ"]);
    expect(missingScopes(["CALENDAR:READ"], ["CALENDAR:WRITE"])).toEqual(["CALENDAR:WRITE"]);
  });
});

describe("the scopes that were granted last", () => {
  it("are remembered in the browser for a year", () => {
    const cookie = grantedScopesCookie(["ACTIVITY:WRITE", "SETTINGS:READ"]);
    expect(cookie).toContain("; Max-Age=31536000; Path=/; HttpOnly; Secure; SameSite=Lax");
    expect(lastGrantedScopes(withCookie(cookie.split(";")[0] ?? ""))).toEqual(["ACTIVITY:WRITE", "SETTINGS:READ"]);
    expect(expireGrantedScopesCookie()).toMatch(/^__Host-upstream-scopes=; Max-Age=0;/);
  });

  it.each(["", "__Host-upstream-scopes=", "__Host-upstream-scopes=ADMIN:ALL%20x", "upstream-scopes=CHATS:READ"])(
    "are none in “%s”",
    (cookie) => {
      expect(lastGrantedScopes(withCookie(cookie))).toEqual([]);
    },
  );
});
