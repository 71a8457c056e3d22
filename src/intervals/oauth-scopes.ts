/** The areas of the OAuth scopes of Intervals.icu (docs/intervals-api.md §6.3). */
export const SCOPE_AREAS = ["ACTIVITY", "WELLNESS", "CALENDAR", "LIBRARY", "SETTINGS", "CHATS"] as const;
export type ScopeArea = (typeof SCOPE_AREAS)[number];
/** A scope of Intervals.icu. WRITE implies READ. */
export type UpstreamScope = `${ScopeArea}:${"READ" | "WRITE"}`;

/** The name that the consent page of Intervals.icu shows, and what the area covers. */
const AREA_TEXTS: Record<ScopeArea, { name: string; covers: string }> = {
  ACTIVITY: { name: "Activities", covers: "recorded activities and curves" },
  WELLNESS: { name: "Wellness", covers: "sleep, weight, feelings and fitness" },
  CALENDAR: { name: "Calendar", covers: "planned workouts, races and notes" },
  LIBRARY: { name: "Library", covers: "saved workouts and plans" },
  SETTINGS: { name: "Settings", covers: "profile, zones, gear and custom fields" },
  CHATS: { name: "Chats", covers: "comments and messages" },
};

/** A scope in words for users. */
export function describeScope(scope: UpstreamScope): { name: string; covers: string; writes: boolean } {
  const [area, access] = scope.split(":") as [ScopeArea, string]; // a template literal type loses its parts in split()
  return { ...AREA_TEXTS[area], writes: access === "WRITE" };
}

/** Whether `scopes` include `needed`, directly or by a WRITE scope. */
export function isGranted(scopes: readonly string[], needed: UpstreamScope): boolean {
  return scopes.includes(needed) || (needed.endsWith(":READ") && scopes.includes(needed.replace(":READ", ":WRITE")));
}

/** The known scopes with each area once, which Intervals.icu requires (docs/intervals-api.md §6.3). */
export function mergeScopes(scopes: readonly string[]): UpstreamScope[] {
  return SCOPE_AREAS.flatMap((area) => {
    if (isGranted(scopes, `${area}:WRITE`)) return [`${area}:WRITE` as const];
    return isGranted(scopes, `${area}:READ`) ? [`${area}:READ` as const] : [];
  });
}
