import {
  getOAuthApi,
  type OAuthHelpers,
  OAuthProvider,
  type OAuthProviderOptions,
  type OAuthResourceContext,
} from "@cloudflare/workers-oauth-provider";
import { ALL_SCOPES, isScope, PRESETS } from "../access/scopes.ts";
import { configOf } from "../config.ts";
import { log } from "../log.ts";
import { serveMcp } from "../mcp/serve.ts";
import { fenceProvider } from "./client-metadata-fetch.ts";
import { judgeRegistration } from "./client-registration.ts";
import { GrantProps, partsOfToken } from "./grant.ts";
import { ACCESS_SECONDS, IDLE_SECONDS, limitLifetime } from "./grant-expiry.ts";
import { withBoundedKeys } from "./kv-key-limit.ts";

fenceProvider();

export interface AuthorizationServer {
  fetch(request: Request, env: Env, ctx: ExecutionContext): Promise<Response>;
  helpers(env: Env): OAuthHelpers;
}

/**
 * The OAuth 2.1 authorization server and the check of every token at `/mcp`. `pages` answers everything else.
 * Needs a readable configuration, because the canonical resource is fixed at construction.
 */
export function createAuthorizationServer(env: Env, pages: ExportedHandler<Env>): AuthorizationServer {
  const options = optionsFor(env, pages);
  const provider = new OAuthProvider<Env>(options);
  return {
    fetch: (request, bindings, ctx) => provider.fetch(request, withBoundedKeys(bindings), ctx),
    helpers: (bindings) => getOAuthApi(options, withBoundedKeys(bindings)),
  };
}

function optionsFor(env: Env, pages: ExportedHandler<Env>): OAuthProviderOptions<Env> {
  return {
    apiRoute: "/mcp",
    apiHandler: {
      async fetch(request, bindings, ctx) {
        const { auth, props } = ctx as OAuthResourceContext<unknown>; // the provider has set both
        const { uid, toolset, app } = GrantProps.parse(props);
        const grantId = partsOfToken(auth.token)?.grantId ?? "";
        const scopes = auth.scope.filter(isScope);
        return serveMcp(request, bindings, ctx, auth, {
          uid,
          grantId,
          clientId: auth.clientId ?? "",
          app,
          scopes,
          toolset,
        });
      },
    },
    defaultHandler: pages,
    authorizeEndpoint: "/authorize",
    tokenEndpoint: "/oauth/token",
    clientRegistrationEndpoint: "/oauth/register",
    clientIdMetadataDocumentEnabled: true,
    // `offline_access` is what hosts look for before they trust in refresh tokens; every grant gets one.
    scopesSupported: [...ALL_SCOPES, "offline_access"],
    // What hosts ask for when they ask by themselves. The person narrows or widens it on the connect page.
    requiredScopes: [...PRESETS.coach.scopes],
    resourceMetadata: { resource: configOf(env).resource, resource_name: "Intervals.icu" },
    accessTokenTTL: ACCESS_SECONDS,
    refreshTokenTTL: IDLE_SECONDS,
    refreshTokenIdleTTL: IDLE_SECONDS,
    clientRegistrationTTL: 90 * 86_400,
    tokenExchangeCallback: limitLifetime,
    clientRegistrationCallback: judgeRegistration,
    onError({ code, status, internal }) {
      log.warn("oauth_error", { code, status, reason: internal.reason });
    },
  };
}
