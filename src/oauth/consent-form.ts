import * as z from "zod";
import { isPreset, isScope, PRESETS, type PresetName, type Scope } from "../access/scopes.ts";
import { TOOLSETS } from "./grant.ts";

/** What a person chose or typed on the connect page. The key is not among it: it is never sent back. */
export const Choices = z.object({
  preset: z.custom<PresetName>((value) => typeof value === "string" && isPreset(value)),
  scopes: z.array(z.custom<Scope>((value) => typeof value === "string" && isScope(value))),
  toolset: z.enum(TOOLSETS),
  athleteId: z.string(),
});
export type Choices = z.output<typeof Choices>;

export function choicesIn(form: FormData): Choices {
  const preset = String(form.get("preset") ?? "");
  return {
    preset: isPreset(preset) ? preset : "coach",
    scopes: form.getAll("scope").map(String).filter(isScope),
    toolset: form.get("toolset") === "essentials" ? "essentials" : "everything",
    athleteId: String(form.get("athlete_id") ?? "")
      .trim()
      .slice(0, 40),
  };
}

/** Single scopes beat the preset: who opens them means them. Refresh tokens are always issued. */
export function scopesOf(choices: Choices): string[] {
  const chosen = choices.scopes.length > 0 ? choices.scopes : PRESETS[choices.preset].scopes;
  return [...chosen, "offline_access"];
}
