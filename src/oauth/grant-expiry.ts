import {
  type GrantSummary,
  OAuthError,
  type TokenExchangeCallbackOptions,
  type TokenExchangeCallbackResult,
} from "@cloudflare/workers-oauth-provider";
import { GrantProps } from "./grant.ts";

const DAY = 86_400;
export const ACCESS_SECONDS = 3600;
/** Without use. */
export const IDLE_SECONDS = 30 * DAY;
/** However often it is used: then the person is asked again. */
const LONGEST_SECONDS = 180 * DAY;
/** Of one app and person: a program that signs in at another port each time leaves a grant behind each time. */
const MOST_GRANTS = 10;
/** The shortest that the provider issues. */
const SHORTEST_SECONDS = 60;

/** Runs whenever tokens are issued: a grant remembers when it began, and ends for good at its age. */
export function limitLifetime(
  { grantType, props }: Pick<TokenExchangeCallbackOptions, "grantType" | "props">,
  now = Math.floor(Date.now() / 1000),
): TokenExchangeCallbackResult {
  const grant = GrantProps.parse(props);
  if (grantType === "authorization_code") return { newProps: { ...grant, since: now } };
  const left = (grant.since ?? 0) + LONGEST_SECONDS - now;
  if (left < SHORTEST_SECONDS) {
    // Thrown with this code, it ends the grant.
    throw new OAuthError("invalid_grant", { description: "The connection is half a year old. Connect again." });
  }
  return { accessTokenTTL: Math.min(ACCESS_SECONDS, left), refreshTokenIdleTTL: Math.min(IDLE_SECONDS, left) };
}

/** The oldest grants of the app that has just got this one, where there are too many. */
export function surplusGrants(
  grants: readonly Pick<GrantSummary, "id" | "clientId" | "createdAt">[],
  latest: string,
): string[] {
  const app = grants.find(({ id }) => id === latest)?.clientId;
  const others = grants.filter(({ id, clientId }) => clientId === app && id !== latest);
  const newestFirst = others.sort((one, other) => other.createdAt - one.createdAt);
  return newestFirst.slice(MOST_GRANTS - 1).map(({ id }) => id);
}
