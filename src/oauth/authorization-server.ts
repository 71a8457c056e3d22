import {
  getOAuthApi,
  type OAuthHelpers,
  OAuthProvider,
  type OAuthProviderOptions,
  type OAuthResourceContext,
} from "@cloudflare/workers-oauth-provider";
import { ALL_SCOPES, DEFAULT_PRESET, isScope, PRESETS } from "../access/scopes.ts";
import { configOf } from "../config.ts";
import { log } from "../log.ts";
import { serveMcp } from "../mcp/serve.ts";
import type { OAuthEnv } from "../sign-in/oauth-env.ts";
import { guardClientMetadataFetch } from "./client-metadata-fetch.ts";
import { validateClientMetadata } from "./client-registration.ts";
import { GrantProps, parseToken } from "./grant.ts";
import { ACCESS_TOKEN_SECONDS, limitGrantLifetime, REFRESH_TOKEN_IDLE_SECONDS } from "./grant-expiry.ts";
import { withKeyLimit } from "./kv-key-limit.ts";

guardClientMetadataFetch();

export interface AuthorizationServer {
  fetch(request: Request, env: Env, ctx: ExecutionContext): Promise<Response>;
  helpers(env: Env): OAuthHelpers;
  /** The bindings of pages, which use the provider's helpers. */
  bindings: OAuthEnv;
}

/**
 * The OAuth 2.1 authorization server, and the check of the access token at `/mcp`. `otherwise` handles all other paths.
 * @throws ConfigError, because the canonical resource is fixed at construction
 */
export function createAuthorizationServer(env: Env, otherwise: ExportedHandler<Env>): AuthorizationServer {
  const options = optionsFor(env, otherwise);
  const provider = new OAuthProvider<Env>(options);
  const helpers = (bindings: Env) => getOAuthApi(options, withKeyLimit(bindings));
  return {
    fetch: (request, bindings, ctx) => provider.fetch(request, withKeyLimit(bindings), ctx),
    helpers,
    bindings: Object.create(env, { OAUTH_PROVIDER: { value: helpers(env) } }),
  };
}

function optionsFor(env: Env, otherwise: ExportedHandler<Env>): OAuthProviderOptions<Env> {
  return {
    apiRoute: "/mcp",
    apiHandler: {
      async fetch(request, bindings, ctx) {
        const { auth, props } = ctx as OAuthResourceContext<unknown>; // the provider sets both
        const { uid, toolset, athlete, app } = GrantProps.parse(props);
        const grantId = parseToken(auth.token)?.grantId ?? "";
        const scopes = auth.scope.filter(isScope);
        return serveMcp(request, bindings, ctx, auth, {
          uid,
          grantId,
          clientId: auth.clientId ?? "",
          app,
          scopes,
          toolset,
          athlete,
        });
      },
    },
    defaultHandler: otherwise,
    authorizeEndpoint: "/authorize",
    tokenEndpoint: "/oauth/token",
    clientRegistrationEndpoint: "/oauth/register",
    clientIdMetadataDocumentEnabled: true,
    // Hosts look for `offline_access` before they rely on refresh tokens. Every grant gets one.
    scopesSupported: [...ALL_SCOPES, "offline_access"],
    // What hosts request by default. The user can choose more or less on the consent page.
    requiredScopes: [...PRESETS[DEFAULT_PRESET].scopes],
    resourceMetadata: { resource: configOf(env).resource, resource_name: "Intervals.icu" },
    accessTokenTTL: ACCESS_TOKEN_SECONDS,
    refreshTokenTTL: REFRESH_TOKEN_IDLE_SECONDS,
    refreshTokenIdleTTL: REFRESH_TOKEN_IDLE_SECONDS,
    clientRegistrationTTL: 90 * 86_400,
    tokenExchangeCallback: limitGrantLifetime,
    clientRegistrationCallback: validateClientMetadata,
    onError({ code, status, internal }) {
      log.warn("oauth_error", { code, status, reason: internal.reason });
    },
  };
}
