import { isScope, type Scope } from "../access/scopes.ts";
import { type CookieName, expireCookie, readCookie, serializeCookie } from "../http/cookies.ts";
import { isGranted, mergeScopes, SCOPE_AREAS, type UpstreamScope } from "../intervals/oauth-scopes.ts";

/** What Intervals.icu has to grant us for each scope that a user grants an app. */
const REQUIRED: Record<Scope, readonly UpstreamScope[]> = {
  "intervals:read": SCOPE_AREAS.map((area) => `${area}:READ` as const),
  "intervals:write": ["ACTIVITY:WRITE", "WELLNESS:WRITE", "CALENDAR:WRITE", "LIBRARY:WRITE", "SETTINGS:WRITE"],
  "intervals:message": ["CHATS:WRITE"],
  "intervals:delete": ["CALENDAR:WRITE", "LIBRARY:WRITE", "SETTINGS:WRITE"],
  "intervals:erase": ["ACTIVITY:WRITE", "CALENDAR:WRITE", "SETTINGS:WRITE"],
  // No token gives access to other athletes.
  "intervals:athletes": [],
};

/** The settings hold the athlete's identity, time zone and units. Without them every answer would be wrong. */
const ALWAYS_REQUIRED: readonly UpstreamScope[] = ["SETTINGS:READ"];

/** The scopes at Intervals.icu that our own `scopes` require. */
export const upstreamScopesFor = (scopes: readonly string[]): UpstreamScope[] =>
  mergeScopes([...ALWAYS_REQUIRED, ...scopes.filter(isScope).flatMap((scope) => REQUIRED[scope])]);

export const missingScopes = (granted: readonly string[], required: readonly UpstreamScope[]): UpstreamScope[] =>
  required.filter((scope) => !isGranted(granted, scope));

/**
 * The scopes that Intervals.icu granted to this browser's user last. Each new token replaces the old one for all
 * connections, so requesting fewer scopes than before would remove them from every connection. The cookie is only a hint
 * about what to request, so it is neither secret nor sealed.
 */
const COOKIE: CookieName = "__Host-upstream-scopes";
const MAX_AGE_SECONDS = 365 * 86_400;

export const lastGrantedScopes = (request: Request): UpstreamScope[] =>
  mergeScopes(readCookie(request, COOKIE)?.split(" ") ?? []);

export const grantedScopesCookie = (scopes: readonly string[]): string =>
  serializeCookie({ name: COOKIE, value: scopes.join(" "), maxAgeSeconds: MAX_AGE_SECONDS, sameSite: "Lax" });

export const expireGrantedScopesCookie = (): string => expireCookie(COOKIE);
