import type { OAuthHelpers } from "@cloudflare/workers-oauth-provider";

/** The bindings as page handlers receive them: the OAuth provider adds its helpers. */
export type OAuthEnv = Env & { OAUTH_PROVIDER: OAuthHelpers };
