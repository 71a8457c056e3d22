import { OWNER } from "../access/athlete-access.ts";
import type { StoredToken } from "../account/credential.ts";
import { revokeUpstreamToken } from "../account/upstream-token.ts";
import { configOf, type SignInApp } from "../config.ts";
import { uidOf } from "../crypto/uid.ts";
import { IntervalsError, type IntervalsFailure } from "../intervals/failure.ts";
import { exchangeCode, type IssuedToken } from "../intervals/oauth-client.ts";
import type { UpstreamScope } from "../intervals/oauth-scopes.ts";
import { charactersOf } from "../intervals/untrusted-text.ts";
import { log } from "../log.ts";
import type { UnusedToken } from "./flow.ts";
import { type FormError, type Result, reject, type VerifiedIdentity } from "./identity.ts";
import { readAthlete } from "./verify-api-key.ts";

/**
 * Exchanges the code for a token at once, because it expires after two minutes, and asks `GET /athlete/0` whose token it
 * is, as for API keys. If that fails, the token is revoked.
 */
export async function verifyCode(
  env: Env,
  app: SignInApp,
  { code, requested }: { code: string; requested: UpstreamScope[] },
): Promise<Result<VerifiedIdentity>> {
  if (code === "") return reject(NOT_COMPLETED);
  let issued: IssuedToken;
  try {
    const connection = { origin: configOf(env).intervalsUrl, fetch: (request: Request) => fetch(request) };
    issued = await exchangeCode({ ...connection, app, code });
  } catch (error) {
    if (error instanceof IntervalsError) return reject(exchangeError(error.failure));
    throw error;
  }
  const identity = await identify(env, { ...issued, scopes: issued.scopes ?? requested });
  if (!identity.ok) await revokeUpstreamToken(env, { kind: "token", token: issued.token, scopes: [] });
  return identity;
}

/** Revokes a token, unless it has revoked the one that this user's connections were using. */
export async function discardToken(env: Env, { uid, credential }: UnusedToken): Promise<void> {
  const isNeeded = await env.ACCOUNT.getByName(uid).replaceRevokedToken(credential, false);
  if (!isNeeded) await revokeUpstreamToken(env, credential);
}

async function identify(
  env: Env,
  { token, scopes, athleteId }: Omit<IssuedToken, "scopes"> & { scopes: UpstreamScope[] },
): Promise<Result<VerifiedIdentity>> {
  try {
    const { id: ownerId, name } = await readAthlete(env, { kind: "token", token, scopes }, OWNER);
    if (athleteId !== undefined && athleteId !== ownerId) return reject(CONTRADICTION);
    const uid = await uidOf(configOf(env).uidPepper, "intervals", ownerId);
    const credential: StoredToken = { kind: "token", token, scopes, issuedAt: Date.now(), ownerId };
    return { ok: true, value: { uid, name: (name && charactersOf(name)) || `athlete ${ownerId}`, credential } };
  } catch (error) {
    if (error instanceof IntervalsError) return reject(identifyError(error.failure));
    throw error;
  }
}

function exchangeError(failure: IntervalsFailure): FormError {
  if (failure.kind === "not_found") {
    return formError(400, "Signing in took longer than the two minutes that Intervals.icu allows. Try again.");
  }
  if (failure.kind === "unauthorized" || failure.kind === "forbidden" || failure.kind === "rejected") {
    log.error("sign_in_refused", { detail: failure.kind });
    return formError(
      502,
      "Intervals.icu rejected this server's registration, so signing in does not work at the moment. Use an API key for now.",
    );
  }
  return upstreamError(failure);
}

function identifyError(failure: IntervalsFailure): FormError {
  if (failure.kind !== "forbidden") return upstreamError(failure);
  return formError(
    403,
    "You did not allow “Settings” at Intervals.icu. They contain your identity, time zone, units and zones, which every answer depends on. Try again and leave the box ticked.",
  );
}

function upstreamError(failure: IntervalsFailure): FormError {
  return failure.kind === "rate_limited"
    ? formError(503, `Intervals.icu is busy. Nothing was stored. Try again in ${failure.retryAfterSeconds} seconds.`)
    : NOT_COMPLETED;
}

function formError(status: FormError["status"], message: string): FormError {
  return { field: "form", status, message };
}

const NOT_COMPLETED = formError(
  502,
  "Intervals.icu did not complete the sign-in. Nothing was stored. Try again in a minute.",
);

const CONTRADICTION = formError(
  502,
  "Intervals.icu gave two different answers about who you are. Nothing was stored. Try again.",
);
