import type { AuthRequest } from "@cloudflare/workers-oauth-provider";
import { configOf } from "../config.ts";
import type { FormError } from "../sign-in/identity.ts";
import type { OAuthEnv } from "../sign-in/oauth-env.ts";
import { rejectImpersonation } from "./client-name.ts";
import type { SubmittedConsent } from "./consent-form.ts";
import { renderConsentPage } from "./consent-page.tsx";

/** The consent page, with a new handle; with `error` if an earlier attempt was rejected. */
export async function showConsent(
  env: OAuthEnv,
  { authRequest, submitted, error }: { authRequest: AuthRequest; submitted: SubmittedConsent; error?: FormError },
): Promise<Response> {
  const details = rejectImpersonation(await env.OAUTH_PROVIDER.describeConsent(authRequest));
  const { handle, headers } = await env.OAUTH_PROVIDER.beginConsent(authRequest);
  const { demoAthlete, signIn, intervalsUrl } = configOf(env);
  return renderConsentPage({
    ...submitted,
    details,
    handle,
    headers,
    demoAthlete,
    signInUrl: signIn && intervalsUrl,
    ...(error && { error }),
  });
}
