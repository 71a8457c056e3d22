import { describe, expect, it } from "vitest";
import type { IntervalsFailure } from "../../src/intervals/failure.ts";
import { addTokenDetails, requiredScope } from "../../src/intervals/required-scope.ts";

describe("the scope that a request needs", () => {
  it.each([
    ["GET", "athlete/0/events.json", "CALENDAR:READ"],
    ["POST", "athlete/0/events/bulk", "CALENDAR:WRITE"],
    ["PUT", "athlete/0/wellness/2026-05-12", "WELLNESS:WRITE"],
    ["GET", "athlete/0/activities/interval-search", "ACTIVITY:READ"],
    ["GET", "athlete/0/power-curves.json", "ACTIVITY:READ"],
    ["GET", "activity/i1/streams.json", "ACTIVITY:READ"],
    ["POST", "activity/i1/messages", "CHATS:WRITE"],
    ["GET", "athlete/0/folders", "LIBRARY:READ"],
    ["POST", "athlete/0/workouts", "LIBRARY:WRITE"],
    ["DELETE", "athlete/0/gear/g1", "SETTINGS:WRITE"],
    ["GET", "athlete/0", "SETTINGS:READ"],
  ] as const)("%s %s needs %s", (method, path, scope) => {
    expect(requiredScope({ method, path })).toBe(scope);
  });
});

describe("what a rejected token lacks", () => {
  const details = (failure: IntervalsFailure, { scopes = [""], subject = "0", path = "athlete/0/events.json" } = {}) =>
    addTokenDetails(failure, { credential: { kind: "token", token: "t", scopes }, subject, spec: { path } });
  const forbidden = { kind: "forbidden" } as const;

  it("is the scope, if it was not granted", () => {
    expect(details(forbidden)).toEqual({ kind: "forbidden", lacks: "CALENDAR:READ" });
    expect(details(forbidden, { scopes: ["CALENDAR:WRITE"] })).toEqual(forbidden);
  });

  it("is access to other athletes, whatever its scopes", () => {
    const lacks = { kind: "forbidden", lacks: "other athletes" };
    expect(details(forbidden, { subject: "i1", scopes: ["CALENDAR:READ"] })).toEqual(lacks);
    expect(details(forbidden, { path: "athletes" })).toEqual(lacks);
  });

  it("is not known of an API key", () => {
    const credential = { kind: "api_key", key: "k" } as const;
    expect(addTokenDetails(forbidden, { credential, subject: "0", spec: { path: "athletes" } })).toEqual(forbidden);
  });

  it("is nothing when the token itself was revoked", () => {
    expect(details({ kind: "unauthorized" })).toEqual({ kind: "unauthorized", token: true });
    expect(details({ kind: "not_found" })).toEqual({ kind: "not_found" });
  });
});
