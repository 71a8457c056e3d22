/** What a person lets an application into, one by one, when it signs in with OAuth (docs/intervals-api.md §6.3). */
export const SCOPE_AREAS = ["ACTIVITY", "WELLNESS", "CALENDAR", "LIBRARY", "SETTINGS", "CHATS"] as const;
export type ScopeArea = (typeof SCOPE_AREAS)[number];
/** A permission as Intervals.icu writes it. WRITE implies READ. */
export type UpstreamScope = `${ScopeArea}:${"READ" | "WRITE"}`;

/** As a person reads it: where it stands at Intervals.icu, and what is in it. */
const IN_WORDS: Record<ScopeArea, { name: string; holds: string }> = {
  ACTIVITY: { name: "Activities", holds: "recorded activities and curves" },
  WELLNESS: { name: "Wellness", holds: "sleep, weight, feelings and fitness" },
  CALENDAR: { name: "Calendar", holds: "planned workouts, races and notes" },
  LIBRARY: { name: "Library", holds: "saved workouts and plans" },
  SETTINGS: { name: "Settings", holds: "profile, zones, gear and custom fields" },
  CHATS: { name: "Chats", holds: "comments and messages" },
};

export function describeScope(scope: UpstreamScope): { name: string; holds: string; writes: boolean } {
  const [area, access] = scope.split(":") as [ScopeArea, string]; // how the type is made
  return { ...IN_WORDS[area], writes: access === "WRITE" };
}

export function isGranted(scopes: readonly string[], needed: UpstreamScope): boolean {
  return scopes.includes(needed) || (needed.endsWith(":READ") && scopes.includes(needed.replace(":READ", ":WRITE")));
}

/** All of these permissions with every area named once: naming one twice is an error there. */
export function mergeScopes(scopes: readonly string[]): UpstreamScope[] {
  return SCOPE_AREAS.flatMap((area) => {
    if (isGranted(scopes, `${area}:WRITE`)) return [`${area}:WRITE` as const];
    return isGranted(scopes, `${area}:READ`) ? [`${area}:READ` as const] : [];
  });
}
