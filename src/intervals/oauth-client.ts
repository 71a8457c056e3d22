import * as z from "zod";
import type { SignInApp } from "../config.ts";
import type { Connection } from "./connection.ts";
import { failWith, IntervalsError } from "./failure.ts";
import { mergeScopes, type UpstreamScope } from "./oauth-scopes.ts";
import { createSend, USER_AGENT } from "./request.ts";
import { readErrorResponse, readJson, withSignal } from "./response.ts";
import { id, optionalField, text } from "./schema.ts";

/** A person's yes, as the token endpoint tells it. There is no expiry and no refresh token (docs/intervals-api.md §6.2). */
export interface IssuedToken {
  token: string;
  /** What the person left ticked, where the answer says so. */
  scopes: UpstreamScope[] | undefined;
  athleteId: string | undefined;
}

/** Milliseconds; a person is waiting in front of a page. */
const PATIENCE = 8_000;

const TokenReply = z.object({
  access_token: z.string().min(1),
  scope: text,
  athlete: optionalField(z.object({ id })),
});

/** Where the browser goes to sign in at Intervals.icu and allow `scopes`. */
export function authorizeUrl(
  origin: string,
  { clientId, redirectUri }: SignInApp,
  { scopes, state }: { scopes: readonly UpstreamScope[]; state: string },
): string {
  const query = { client_id: clientId, redirect_uri: redirectUri, scope: mergeScopes(scopes).join(","), state };
  return `${origin}/oauth/authorize?${new URLSearchParams(query)}`;
}

/**
 * `POST /api/oauth/token`: a token for a code, which is good once and for two minutes. One try: a second one could only
 * find the code used.
 * @throws IntervalsError `not_found` for a code that is used or too old, `unauthorized` when our secret is wrong
 */
export async function exchangeCode(
  { origin, fetch }: Pick<Connection, "origin" | "fetch">,
  { clientId, clientSecret }: SignInApp,
  code: string,
): Promise<IssuedToken> {
  const signal = AbortSignal.timeout(PATIENCE);
  const request = new Request(`${origin}/api/oauth/token`, {
    method: "POST",
    headers: { Accept: "application/json", "User-Agent": USER_AGENT },
    body: new URLSearchParams({ client_id: clientId, client_secret: clientSecret, code }),
    redirect: "manual",
    signal,
  });
  try {
    const response = await withSignal(fetch(request), signal);
    const outcome = await (response.ok ? readJson : readErrorResponse)(response, signal);
    if (!outcome.done) failWith(outcome.failure);
    const reply = TokenReply.safeParse(outcome.result);
    if (!reply.success) failWith({ kind: "unreadable", detail: "no token in the answer" }, reply.error);
    const { access_token, scope, athlete } = reply.data;
    return {
      token: access_token,
      scopes: scope === undefined ? undefined : parseScopes(scope),
      athleteId: athlete?.id,
    };
  } catch (cause) {
    if (cause instanceof IntervalsError) throw cause;
    return failWith({ kind: "unavailable" }, cause);
  }
}

/** Permissions as Intervals.icu lists them; what we do not know is left out. */
export const parseScopes = (list: string): UpstreamScope[] => mergeScopes(list.split(/[\s,]+/));

/** `DELETE /disconnect-app`: ends the token there. One that had ended already is what was asked for. */
export async function disconnectApp(connection: Connection): Promise<void> {
  const send = createSend(connection);
  try {
    await send({ method: "DELETE", path: "disconnect-app", answer: z.unknown(), repeatable: true });
  } catch (error) {
    if (!(error instanceof IntervalsError) || error.failure.kind !== "unauthorized") throw error;
  }
}
