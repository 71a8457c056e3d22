import type { AuthRequest, OAuthHelpers } from "@cloudflare/workers-oauth-provider";
import * as z from "zod";
import { configOf, type SignInApp } from "../config.ts";
import { authorizeUrl } from "../intervals/oauth-client.ts";
import { mergeScopes, type UpstreamScope } from "../intervals/oauth-scopes.ts";
import { Choices } from "../oauth/consent-form.ts";
import { allowedLast } from "./upstream-scopes.ts";

/** What a person is sent to Intervals.icu for. */
export const Errand = z.discriminatedUnion("purpose", [
  /** To connect an app. `query` leads back to its connect page. */
  z.object({ purpose: z.literal("connect"), choices: Choices, query: z.string() }),
  /** To see their account page. */
  z.object({ purpose: z.literal("account") }),
  /** To use this sign-in in the place of what they are connected with. */
  z.object({ purpose: z.literal("replace"), uid: z.string() }),
]);
export type Errand = z.output<typeof Errand>;

const Areas = z.array(z.string()).transform(mergeScopes);

/** What waits here, encrypted under a handle that one browser holds, while that browser is elsewhere. */
export const Waiting = z.discriminatedUnion("stage", [
  /** Asked at Intervals.icu. */
  z.object({ stage: z.literal("asked"), asked: Areas, errand: Errand }),
  /** Back, and shown whose account it is; the credential as an envelope for `uid`. */
  z.object({
    stage: z.literal("proven"),
    uid: z.string(),
    credential: z.string(),
    /** It is in use already, because the one before died of it. */
    isKept: z.boolean(),
    needs: Areas,
    errand: Errand.options[0],
  }),
]);
export type Waiting = z.output<typeof Waiting>;

export interface Departure {
  app: SignInApp;
  errand: Errand;
  /** What the errand needs there; what this browser's person allowed before is asked for along with it. */
  needs: readonly UpstreamScope[];
  /** The app's request that the person has agreed to, on a page of ours. */
  authRequest: AuthRequest;
  headers?: Headers;
}

/**
 * Sends the browser to Intervals.icu. Only after a yes on a page of ours: our registration there is one for all apps,
 * so that an app which registers itself here must not profit from what was allowed to another.
 */
export async function sendToIntervals(
  request: Request,
  env: Env,
  oauth: OAuthHelpers,
  { app, errand, needs, authRequest, headers }: Departure,
): Promise<Response> {
  const asked = mergeScopes([...needs, ...allowedLast(request)]);
  const data: Waiting = { stage: "asked", asked, errand };
  const trip = await oauth.beginUpstream(authRequest, { data, ...(headers && { headers }) });
  trip.headers.set("Location", authorizeUrl(configOf(env).intervalsUrl, app, { scopes: asked, state: trip.state }));
  return new Response(null, { status: 303, headers: trip.headers });
}
