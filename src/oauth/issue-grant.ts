import type { Identity } from "../sign-in/identity.ts";
import type { SignInContext } from "../sign-in/pending-sign-in.ts";
import { plainName } from "./client-name.ts";
import { redirectToClient } from "./client-redirect.ts";
import type { GrantProps, Toolset } from "./grant.ts";

/** Stores the user's credential, creates the grant, and sends the browser back to the app with a code. */
export async function issueGrant(
  { env, authRequest, headers }: SignInContext,
  { identity: { uid, credential }, toolset }: { identity: Identity; toolset: Toolset },
): Promise<Response> {
  await env.ACCOUNT.getByName(uid).saveCredential(credential);
  const { clientName } = await env.OAUTH_PROVIDER.describeConsent(authRequest);
  const app = plainName(clientName);
  const props: GrantProps = { uid, toolset, app };
  const { redirectTo } = await env.OAUTH_PROVIDER.completeAuthorization({
    request: authRequest,
    userId: uid,
    metadata: { clientName: app },
    scope: authRequest.scope,
    props,
  });
  headers.set("Location", redirectTo);
  return redirectToClient(headers);
}
