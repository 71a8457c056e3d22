import * as z from "zod";
import {
  allowsAnything,
  DEFAULT_PRESET,
  isPreset,
  isScope,
  PRESETS,
  type PresetName,
  type Scope,
} from "../access/scopes.ts";
import type { SignInApp } from "../config.ts";
import type { FormError } from "../sign-in/identity.ts";
import { TOOLSETS } from "./grant.ts";

/** What the user chose on the consent page. Without the API key, which is never sent back to the browser. */
export const ConsentForm = z.object({
  preset: z.custom<PresetName>((value) => typeof value === "string" && isPreset(value)),
  scopes: z.array(z.custom<Scope>((value) => typeof value === "string" && isScope(value))),
  toolset: z.enum(TOOLSETS),
  athleteId: z.string(),
});
export type ConsentForm = z.output<typeof ConsentForm>;

/** A submitted consent page; `query` is the app's request, with which the page can be shown again. */
export const SubmittedConsent = z.object({ form: ConsentForm, query: z.string() });
export type SubmittedConsent = z.output<typeof SubmittedConsent>;

/** What the pressed button asks for. */
export type ConsentDecision =
  | { kind: "deny" }
  | { kind: "sign_in"; app: SignInApp }
  | { kind: "verify_api_key"; apiKey: string }
  | { kind: "demo" }
  | { kind: "invalid"; error: FormError };

/** Ways to connect that this deployment offers besides an API key. */
interface Offers {
  signIn: SignInApp | undefined;
  demoAthlete: boolean;
}

export function readConsentForm(form: FormData): ConsentForm {
  const preset = String(form.get("preset") ?? "");
  return {
    preset: isPreset(preset) ? preset : DEFAULT_PRESET,
    scopes: form.getAll("scope").map(String).filter(isScope),
    toolset: form.get("toolset") === "essentials" ? "essentials" : "everything",
    athleteId: String(form.get("athlete_id") ?? "")
      .trim()
      .slice(0, 40),
  };
}

/** Single scopes take precedence over the preset, unless they alone would allow nothing. Every grant gets a refresh token. */
export function scopesOf({ scopes, preset }: ConsentForm): string[] {
  const chosen = allowsAnything(scopes) ? scopes : [...PRESETS[preset].scopes, ...scopes];
  return [...new Set([...chosen, "offline_access"])];
}

export function readDecision(form: FormData, offers: Offers): ConsentDecision {
  const field = (name: string) => String(form.get(name) ?? "");
  const pressed = field("decision");
  const apiKey = field("api_key");
  switch (pressed === "enter" ? (apiKey === "" ? "intervals" : "approve") : pressed) {
    case "deny":
      return { kind: "deny" };
    case "approve":
      return { kind: "verify_api_key", apiKey };
    case "intervals":
      if (!offers.signIn) return NO_BUTTON;
      if (readConsentForm(form).athleteId !== "") return NEEDS_API_KEY;
      return { kind: "sign_in", app: offers.signIn };
    case "demo":
      return offers.demoAthlete ? { kind: "demo" } : NO_BUTTON;
    default:
      return NO_BUTTON;
  }
}

const invalid = (field: FormError["field"], message: string): ConsentDecision => ({
  kind: "invalid",
  error: { field, status: 400, message },
});

const NO_BUTTON = invalid("form", "Press one of the buttons below.");

const NEEDS_API_KEY = invalid(
  "athlete_id",
  "Signing in with Intervals.icu only gives access to your own data. Leave this empty, or use an API key.",
);
