import { isScope, type Scope } from "../access/scopes.ts";
import { isGranted, mergeScopes, SCOPE_AREAS, type UpstreamScope } from "../intervals/oauth-scopes.ts";

/** What Intervals.icu must allow us, so that we can do what the person allowed an app. */
const NEEDS: Record<Scope, readonly UpstreamScope[]> = {
  "intervals:read": SCOPE_AREAS.map((area) => `${area}:READ` as const),
  "intervals:write": ["ACTIVITY:WRITE", "WELLNESS:WRITE", "CALENDAR:WRITE", "LIBRARY:WRITE", "SETTINGS:WRITE"],
  "intervals:message": ["CHATS:WRITE"],
  "intervals:delete": ["CALENDAR:WRITE", "LIBRARY:WRITE", "SETTINGS:WRITE"],
  "intervals:erase": ["ACTIVITY:WRITE", "CALENDAR:WRITE", "SETTINGS:WRITE"],
};

/** Settings hold who an athlete is, their time zone and units, without which no answer can be right. */
const ALWAYS: readonly UpstreamScope[] = ["SETTINGS:READ"];

/** The permissions at Intervals.icu behind scopes of ours. */
export function areasFor(scopes: readonly string[]): UpstreamScope[] {
  return mergeScopes([...ALWAYS, ...scopes.filter(isScope).flatMap((scope) => NEEDS[scope])]);
}

export const missingFrom = (granted: readonly string[], needed: readonly UpstreamScope[]): UpstreamScope[] =>
  needed.filter((scope) => !isGranted(granted, scope));

/**
 * What this browser's person allowed last. Intervals.icu keeps one token per athlete, the newest, for all connections:
 * whoever asks for less than the one before takes it away from all of them. Only a hint for what to ask, so it is
 * neither secret nor sealed; another browser has none.
 */
const COOKIE = "__Host-intervals-areas";
const YEAR = 365 * 86_400;

export function allowedLast(request: Request): UpstreamScope[] {
  const list = new RegExp(`(?:^|;\\s*)${COOKIE}=([A-Z:.]+)`).exec(request.headers.get("Cookie") ?? "")?.[1];
  return mergeScopes(list?.split(".") ?? []);
}

export const rememberAllowed = (scopes: readonly string[]): string =>
  `${COOKIE}=${scopes.join(".")}; Path=/; Max-Age=${YEAR}; Secure; HttpOnly; SameSite=Lax`;

export const forgetAllowed = (): string => `${COOKIE}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax`;
