import type { RateLimits } from "../http/rate-limits.ts";
import { parseJson } from "../json.ts";
import { remoteHostOf } from "./client-registration.ts";
import { isHostApp } from "./known-names.ts";
import { clientOfGrant, presentedToken } from "./token-endpoint.ts";

/** A host app registers clients for all its users, and does so from few addresses. */
export const registrationLimits: RateLimits = async (request, env, network) => {
  const redirects = redirectUrisIn(parseJson(await request.clone().text()));
  const hosts = redirects.every((uri) => URL.canParse(uri)) ? redirects.flatMap(remoteHostOf) : [];
  return hosts.length > 0 && hosts.every(isHostApp)
    ? [{ limiter: env.RATE_HOST_APPS, key: `register:${network}` }]
    : [{ limiter: env.RATE_REGISTRATIONS, key: network }];
};

/** Many users of a host app may share an address: a club, a company, a mobile network. */
export const consentLimits: RateLimits = (request, env, network) => {
  const { searchParams } = new URL(request.url);
  // A client id may be the URL of the client's metadata.
  const urls = [searchParams.get("redirect_uri"), searchParams.get("client_id")];
  const isKnown = urls.some((url) => url !== null && URL.canParse(url) && remoteHostOf(url).some(isHostApp));
  return [{ limiter: isKnown ? env.RATE_HOST_APPS : env.RATE_REQUESTS, key: `consent:${network}` }];
};

/** The callback only continues what a consent or account page has begun. */
export const callbackLimits: RateLimits = (_request, env, network) => [
  { limiter: env.RATE_HOST_APPS, key: `callback:${network}` },
];

export const accountLimits: RateLimits = (_request, env, network) => [
  { limiter: env.RATE_REQUESTS, key: `account:${network}` },
];

/**
 * Per grant and its client, so that the users of a host app do not limit each other, and per network, so that somebody who
 * knows both ids does not use up the limit. All other requests share one.
 */
export const tokenLimits: RateLimits = async (request, env, network) => {
  const presented = await presentedToken(request);
  const isOwn = presented?.clientId !== undefined && (await clientOfGrant(env, presented)) === presented.clientId;
  return isOwn
    ? [{ limiter: env.RATE_GRANTS, key: `${network} ${presented.uid}:${presented.grantId}` }]
    : [{ limiter: env.RATE_REQUESTS, key: `token:${network}` }];
};

function redirectUrisIn(metadata: unknown): string[] {
  if (typeof metadata !== "object" || metadata === null || !("redirect_uris" in metadata)) return [];
  return Array.isArray(metadata.redirect_uris) ? metadata.redirect_uris.map(String) : [];
}
