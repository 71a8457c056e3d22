import type { Credential, RequestSpec } from "./connection.ts";
import type { IntervalsFailure } from "./failure.ts";
import { isGranted, type ScopeArea, type UpstreamScope } from "./oauth-scopes.ts";

/** First match wins. Which area a path lies in is documented for few of them; the rest is the likeliest (docs/intervals-api.md §6.3). */
const AREA_OF: readonly (readonly [RegExp, ScopeArea])[] = [
  [/^(chats|athlete\/[^/]+\/(chats|groups)|activity\/[^/]+\/messages)/, "CHATS"],
  [/^athlete\/[^/]+\/(wellness|athlete-summary)/, "WELLNESS"],
  [/^athlete\/[^/]+\/((duplicate-)?event|fitness-model-event|training-plan|apply-plan|workouts\.zip)/, "CALENDAR"],
  [/^athlete\/[^/]+\/(folders|workout|duplicate-workouts|download-workout)/, "LIBRARY"],
  [/^(activity\/|athlete\/[^/]+\/(activit|routes|[a-z-]+-curve|mmp-model))/, "ACTIVITY"],
];

/** The permission that an operation needs. */
export function requiredScope({ method = "GET", path }: Pick<RequestSpec, "method" | "path">): UpstreamScope {
  const area = AREA_OF.find(([pattern]) => pattern.test(path))?.[1] ?? "SETTINGS";
  return `${area}:${method === "GET" ? "READ" : "WRITE"}`;
}

/** A refusal, with what only a token can lack: it has permissions of its own and reaches nobody but its owner. */
export function addTokenDetails(
  failure: IntervalsFailure,
  { credential, subject, ask }: { credential: Credential; subject: string; ask: RequestSpec },
): IntervalsFailure {
  if (credential.kind !== "token") return failure;
  if (failure.kind === "unauthorized") return { ...failure, token: true };
  if (failure.kind !== "forbidden") return failure;
  // Rosters are for keys alone.
  if (subject !== "0" || ask.path === "athletes") return { ...failure, lacks: "other athletes" };
  const needed = requiredScope(ask);
  return isGranted(credential.scopes, needed) ? failure : { ...failure, lacks: needed };
}
