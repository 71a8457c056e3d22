import type { IntervalsFailure } from "./failure.ts";
import type { Ask, Credential } from "./request.ts";

/** What a person lets an application into, one by one, when it signs in with OAuth (facts §6.3). */
export const AREAS = ["ACTIVITY", "WELLNESS", "CALENDAR", "LIBRARY", "SETTINGS", "CHATS"] as const;
export type Area = (typeof AREAS)[number];
/** A permission as Intervals.icu writes it. WRITE implies READ. */
export type AreaScope = `${Area}:${"READ" | "WRITE"}`;

/** As a person reads it: where it stands at Intervals.icu, and what is in it. */
const IN_WORDS: Record<Area, { name: string; holds: string }> = {
  ACTIVITY: { name: "Activities", holds: "recorded activities and curves" },
  WELLNESS: { name: "Wellness", holds: "sleep, weight, feelings and fitness" },
  CALENDAR: { name: "Calendar", holds: "planned workouts, races and notes" },
  LIBRARY: { name: "Library", holds: "saved workouts and plans" },
  SETTINGS: { name: "Settings", holds: "profile, zones, gear and custom fields" },
  CHATS: { name: "Chats", holds: "comments and messages" },
};

export function inWords(scope: AreaScope): { name: string; holds: string; writes: boolean } {
  const [area, access] = scope.split(":") as [Area, string]; // how the type is made
  return { ...IN_WORDS[area], writes: access === "WRITE" };
}

export function isGranted(scopes: readonly string[], needed: AreaScope): boolean {
  return scopes.includes(needed) || (needed.endsWith(":READ") && scopes.includes(needed.replace(":READ", ":WRITE")));
}

/** All of these permissions with every area named once: naming one twice is an error there. */
export function joined(scopes: readonly string[]): AreaScope[] {
  return AREAS.flatMap((area) => {
    if (isGranted(scopes, `${area}:WRITE`)) return [`${area}:WRITE` as const];
    return isGranted(scopes, `${area}:READ`) ? [`${area}:READ` as const] : [];
  });
}

/** First match wins. Which area a path lies in is documented for few of them; the rest is the likeliest (facts §6.3). */
const AREA_OF: readonly (readonly [RegExp, Area])[] = [
  [/^(chats|athlete\/[^/]+\/(chats|groups)|activity\/[^/]+\/messages)/, "CHATS"],
  [/^athlete\/[^/]+\/(wellness|athlete-summary)/, "WELLNESS"],
  [/^athlete\/[^/]+\/((duplicate-)?event|fitness-model-event|training-plan|apply-plan|workouts\.zip)/, "CALENDAR"],
  [/^athlete\/[^/]+\/(folders|workout|duplicate-workouts|download-workout)/, "LIBRARY"],
  [/^(activity\/|athlete\/[^/]+\/(activit|routes|[a-z-]+-curve|mmp-model))/, "ACTIVITY"],
];

/** The permission that an operation needs. */
export function areaScopeOf({ method = "GET", path }: Pick<Ask, "method" | "path">): AreaScope {
  const area = AREA_OF.find(([pattern]) => pattern.test(path))?.[1] ?? "SETTINGS";
  return `${area}:${method === "GET" ? "READ" : "WRITE"}`;
}

/** A refusal, with what only a token can lack: it has permissions of its own and reaches nobody but its owner. */
export function explainRefusal(
  failure: IntervalsFailure,
  { credential, subject, ask }: { credential: Credential; subject: string; ask: Ask },
): IntervalsFailure {
  if (credential.kind !== "token") return failure;
  if (failure.kind === "unauthorized") return { ...failure, token: true };
  if (failure.kind !== "forbidden") return failure;
  // Rosters are for keys alone.
  if (subject !== "0" || ask.path === "athletes") return { ...failure, lacks: "other athletes" };
  const needed = areaScopeOf(ask);
  return isGranted(credential.scopes, needed) ? failure : { ...failure, lacks: needed };
}
