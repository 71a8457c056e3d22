import * as z from "zod";
import { withSignal } from "../bounded-body.ts";
import type { SignInApp } from "../config.ts";
import type { Connection } from "./connection.ts";
import { failWith, IntervalsError } from "./failure.ts";
import { mergeScopes, type UpstreamScope } from "./oauth-scopes.ts";
import { readErrorResponse, readJson } from "./response.ts";
import { id, optionalField } from "./schema.ts";
import { createTransport, USER_AGENT } from "./transport.ts";

/** The response of the token endpoint. Tokens do not expire and have no refresh token (docs/intervals-api.md §6.2). */
export interface IssuedToken {
  token: string;
  /** The granted scopes: the user may deselect some. `undefined` if the response does not list them. */
  scopes: UpstreamScope[] | undefined;
  athleteId: string | undefined;
}

/** Short, because the user is waiting for a page. */
const TIMEOUT_MS = 8_000;
/** Of the response with a token. Our choice. */
const MAX_TOKEN_BYTES = 64 * 1024;

const TokenResponse = z.object({
  access_token: z.string().min(1),
  scope: optionalField(z.string()),
  athlete: optionalField(z.object({ id })),
});

export interface AuthorizationRequest {
  /** Origin of Intervals.icu. */
  origin: string;
  app: SignInApp;
  scopes: readonly UpstreamScope[];
  state: string;
}

/** The page at Intervals.icu where the user signs in and grants `scopes`. */
export function authorizeUrl({ origin, app, scopes, state }: AuthorizationRequest): string {
  const query = {
    client_id: app.clientId,
    redirect_uri: app.redirectUri,
    scope: mergeScopes(scopes).join(","),
    state,
  };
  return `${origin}/oauth/authorize?${new URLSearchParams(query)}`;
}

export interface TokenRequest extends Pick<Connection, "origin" | "fetch"> {
  app: SignInApp;
  code: string;
}

/**
 * `POST /api/oauth/token`: exchanges an authorization code for a token. A code works once and for two minutes
 * (docs/intervals-api.md §6.2), so the request is never repeated.
 * @throws IntervalsError `not_found` if the code is used or has expired, `unauthorized` if the client secret is wrong
 */
export async function exchangeCode({ origin, fetch, app, code }: TokenRequest): Promise<IssuedToken> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const request = new Request(`${origin}/api/oauth/token`, {
    method: "POST",
    headers: { Accept: "application/json", "User-Agent": USER_AGENT },
    body: new URLSearchParams({ client_id: app.clientId, client_secret: app.clientSecret, code }),
    redirect: "manual",
    signal,
  });
  try {
    const response = await withSignal(fetch(request), signal);
    const attempt = await (response.ok ? readJson : readErrorResponse)(response, { maxBytes: MAX_TOKEN_BYTES, signal });
    if (!attempt.ok) failWith(attempt.error);
    const parsed = TokenResponse.safeParse(attempt.value);
    if (!parsed.success) failWith({ kind: "unreadable", detail: "the response lacks a token" }, parsed.error);
    const { access_token, scope, athlete } = parsed.data;
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

/** Parses a scope list of Intervals.icu, separated by commas or spaces. Unknown scopes are dropped. */
export const parseScopes = (list: string): UpstreamScope[] => mergeScopes(list.split(/[\s,]+/));

/** `DELETE /disconnect-app`: revokes the token. Succeeds if it was already revoked. */
export async function disconnectApp(connection: Connection): Promise<void> {
  const { mutate } = createTransport(connection);
  try {
    await mutate({ method: "DELETE", path: "disconnect-app", repeatable: true, response: z.unknown() });
  } catch (error) {
    if (!(error instanceof IntervalsError) || error.failure.kind !== "unauthorized") throw error;
  }
}
