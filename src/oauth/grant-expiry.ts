import {
  type GrantSummary,
  OAuthError,
  type TokenExchangeCallbackOptions,
  type TokenExchangeCallbackResult,
} from "@cloudflare/workers-oauth-provider";
import { GrantProps } from "./grant.ts";

const DAY = 86_400;
/** Long, because a grant that ends takes effect at once: every call asks the account object. */
export const ACCESS_TOKEN_SECONDS = DAY;
/** How long a refresh token is valid without use. */
export const REFRESH_TOKEN_IDLE_SECONDS = 30 * DAY;
/** How long a grant is valid even if it is used. Then the user has to approve the app again. */
const GRANT_SECONDS = 180 * DAY;
/** Per app and user. A program that uses a different port for each sign-in leaves a grant behind each time. */
const MAX_GRANTS = 10;
/** The shortest token lifetime that the provider accepts. */
const MIN_TOKEN_SECONDS = 60;

/** Runs whenever tokens are issued: records when the grant began, and keeps its tokens from outliving it. */
export function limitGrantLifetime(
  { grantType, props }: Pick<TokenExchangeCallbackOptions, "grantType" | "props">,
  now = Math.floor(Date.now() / 1000),
): TokenExchangeCallbackResult {
  const grant = GrantProps.parse(props);
  if (grantType === "authorization_code") return { newProps: { ...grant, since: now } };
  const secondsLeft = (grant.since ?? 0) + GRANT_SECONDS - now;
  if (secondsLeft < MIN_TOKEN_SECONDS) {
    // The provider deletes the grant when this code is thrown.
    throw new OAuthError("invalid_grant", {
      description: "This connection is 180 days old and has expired. Connect again.",
    });
  }
  return {
    accessTokenTTL: Math.min(ACCESS_TOKEN_SECONDS, secondsLeft),
    refreshTokenIdleTTL: Math.min(REFRESH_TOKEN_IDLE_SECONDS, secondsLeft),
  };
}

/** The oldest grants of the app that received the grant `latest`, if it has too many now. */
export function excessGrants(
  grants: readonly Pick<GrantSummary, "id" | "clientId" | "createdAt">[],
  latest: string,
): string[] {
  const app = grants.find(({ id }) => id === latest)?.clientId;
  const others = grants.filter(({ id, clientId }) => clientId === app && id !== latest);
  const newestFirst = others.sort((one, other) => other.createdAt - one.createdAt);
  return newestFirst.slice(MAX_GRANTS - 1).map(({ id }) => id);
}
