import { describe, expect, it } from "vitest";
import { readConsentForm, readDecision, scopesOf } from "../../src/oauth/consent-form.ts";

const APP = { clientId: "79", clientSecret: "s", redirectUri: "https://mcp.example.com/sign-in/intervals" };
const ALL = { signIn: APP, demoAthlete: true };
const NONE = { signIn: undefined, demoAthlete: false };

function formWith(fields: Record<string, string | string[]>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of [value].flat()) form.append(name, one);
  }
  return form;
}
const decide = (fields: Record<string, string>, offers: Parameters<typeof readDecision>[1] = ALL) =>
  readDecision(formWith(fields), offers);

describe("the buttons of the consent page", () => {
  it.each([
    [{ decision: "deny" }, { kind: "deny" }],
    [
      { decision: "approve", api_key: "k" },
      { kind: "verify_api_key", apiKey: "k" },
    ],
    [{ decision: "approve" }, { kind: "verify_api_key", apiKey: "" }],
    [{ decision: "intervals" }, { kind: "sign_in", app: APP }],
    [{ decision: "demo" }, { kind: "demo" }],
  ])("%j → %j", (fields, decision) => {
    expect(decide(fields)).toEqual(decision);
  });

  it("submit the API key when Enter is pressed and one was typed, and sign in otherwise", () => {
    expect(decide({ decision: "enter", api_key: "k" })).toEqual({ kind: "verify_api_key", apiKey: "k" });
    expect(decide({ decision: "enter", api_key: "" })).toEqual({ kind: "sign_in", app: APP });
  });

  it("do not sign in with Intervals.icu for another athlete", () => {
    expect(decide({ decision: "intervals", athlete_id: " i42 " })).toMatchObject({
      kind: "invalid",
      error: {
        field: "athlete_id",
        status: 400,
        message: expect.stringContaining("only gives access to your own data"),
      },
    });
  });

  it.each(["intervals", "enter", "demo", "", "nonsense"])(
    "offer nothing that this deployment does not have: “%s”",
    (decision) => {
      expect(decide({ decision }, NONE)).toMatchObject({ kind: "invalid", error: { field: "form", status: 400 } });
    },
  );
});

describe("the fields of the consent page", () => {
  it("fall back to what the page suggests", () => {
    expect(readConsentForm(formWith({ preset: "root", scope: ["intervals:admin"], toolset: "x" }))).toEqual({
      preset: "plan",
      scopes: [],
      toolset: "everything",
      athleteId: "",
    });
  });

  it("let single scopes replace the preset", () => {
    const form = readConsentForm(formWith({ preset: "everything", scope: ["intervals:read"] }));
    expect(scopesOf(form)).toEqual(["intervals:read", "offline_access"]);
    expect(scopesOf({ ...form, scopes: [] })).toContain("intervals:erase");
  });

  it("add the permission for other athletes to the preset if it is the only one that was ticked", () => {
    const form = readConsentForm(formWith({ preset: "read", scope: ["intervals:athletes"] }));
    expect(scopesOf(form)).toEqual(["intervals:read", "intervals:athletes", "offline_access"]);
  });
});
