import type { Credential } from "./connection.ts";
import type { IntervalsFailure } from "./failure.ts";
import { isGranted, type ScopeArea, type UpstreamScope } from "./oauth-scopes.ts";
import type { RequestSpec } from "./request-spec.ts";

/**
 * Area of each path, first match wins. Few are documented; the rest are the most likely ones (docs/intervals-api.md
 * §6.3, B3).
 */
const AREA_BY_PATH: readonly (readonly [RegExp, ScopeArea])[] = [
  [/^(chats|athlete\/[^/]+\/(chats|groups)|activity\/[^/]+\/messages)/, "CHATS"],
  [/^athlete\/[^/]+\/(wellness|athlete-summary)/, "WELLNESS"],
  [/^athlete\/[^/]+\/((duplicate-)?event|fitness-model-event|training-plan|apply-plan|workouts\.zip)/, "CALENDAR"],
  [/^athlete\/[^/]+\/(folders|workout|duplicate-workouts|download-workout)/, "LIBRARY"],
  [/^(activity\/|athlete\/[^/]+\/(activit|routes|[a-z-]+-curve|mmp-model))/, "ACTIVITY"],
];

/** The OAuth scope that a request needs. */
export function requiredScope({ method = "GET", path }: Pick<RequestSpec, "method" | "path">): UpstreamScope {
  const area = AREA_BY_PATH.find(([pattern]) => pattern.test(path))?.[1] ?? "SETTINGS";
  return `${area}:${method === "GET" ? "READ" : "WRITE"}`;
}

/**
 * Adds what a token lacks: unlike an API key it has scopes, and it only gives access to its owner's data
 * (docs/intervals-api.md §1.2, Q4).
 */
export function addTokenDetails(
  failure: IntervalsFailure,
  { credential, subject, spec }: { credential: Credential; subject: string; spec: RequestSpec },
): IntervalsFailure {
  if (credential.kind !== "token") return failure;
  if (failure.kind === "unauthorized") return { ...failure, token: true };
  if (failure.kind !== "forbidden") return failure;
  if (subject !== "0" || spec.path === "athletes") return { ...failure, lacks: "other athletes" };
  const needed = requiredScope(spec);
  return isGranted(credential.scopes, needed) ? failure : { ...failure, lacks: needed };
}
