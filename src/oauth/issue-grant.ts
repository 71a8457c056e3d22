import { OWNER } from "../access/athlete-access.ts";
import { configOf } from "../config.ts";
import { seal } from "../crypto/envelope.ts";
import type { Identity } from "../sign-in/identity.ts";
import type { SignInContext } from "../sign-in/pending-sign-in.ts";
import { plainName } from "./client-name.ts";
import { redirectToClient } from "./client-redirect.ts";
import type { GrantMetadata, GrantProps, Toolset } from "./grant.ts";

interface NewGrant {
  identity: Identity;
  /** The athlete that calls are about unless they name another. */
  athlete: string;
  toolset: Toolset;
}

/** Stores the user's credential, creates the grant, and sends the browser back to the app with a code. */
export async function issueGrant(
  { env, authRequest, headers }: SignInContext,
  { identity: { uid, credential }, athlete, toolset }: NewGrant,
): Promise<Response> {
  await env.ACCOUNT.getByName(uid).saveCredential(credential);
  const { clientName } = await env.OAUTH_PROVIDER.describeConsent(authRequest);
  const app = plainName(clientName);
  const props: GrantProps = { uid, toolset, athlete, app };
  const metadata: GrantMetadata = {
    clientName: app,
    ...(athlete !== OWNER && { athlete: await seal(configOf(env).vault, { uid, kind: "grant" }, athlete) }),
  };
  const { redirectTo } = await env.OAUTH_PROVIDER.completeAuthorization({
    request: authRequest,
    userId: uid,
    metadata,
    scope: authRequest.scope,
    props,
  });
  headers.set("Location", redirectTo);
  return redirectToClient(headers);
}
