import type { StoredToken } from "../account/credential.ts";
import { revokeUpstreamToken } from "../account/upstream-token.ts";
import { configOf, type SignInApp } from "../config.ts";
import { uidOf } from "../crypto/uid.ts";
import { IntervalsError, type IntervalsFailure } from "../intervals/failure.ts";
import { exchangeCode, type IssuedToken } from "../intervals/oauth-client.ts";
import type { UpstreamScope } from "../intervals/oauth-scopes.ts";
import { log } from "../log.ts";
import { athleteOf, type Person, type Refusal } from "./verify-api-key.ts";

/** Somebody who came back from Intervals.icu, and with what. */
export interface Arrival extends Person {
  /** As it stands there, so that people see whose account it is. */
  name: string;
  credential: StoredToken;
}

/**
 * Who signed in? The code is redeemed at once, because it lives for two minutes, and then `GET /athlete/0` decides as it
 * does for keys. A token that comes to nothing is ended.
 */
export async function proveSignIn(
  env: Env,
  app: SignInApp,
  { code, asked }: { code: string; asked: UpstreamScope[] },
): Promise<Arrival | Refusal> {
  if (code === "") return NOT_COMPLETED;
  let redeemed: IssuedToken;
  try {
    const way = { origin: configOf(env).intervalsUrl, fetch: (request: Request) => fetch(request) };
    redeemed = await exchangeCode(way, app, code);
  } catch (error) {
    if (error instanceof IntervalsError) return refusalOfCode(error.failure);
    throw error;
  }
  const proof = await proveToken(env, { ...redeemed, scopes: redeemed.scopes ?? asked });
  if ("message" in proof) await revokeUpstreamToken(env, { kind: "token", token: redeemed.token, scopes: [] });
  return proof;
}

async function proveToken(
  env: Env,
  { token, scopes, athleteId }: Omit<IssuedToken, "scopes"> & { scopes: UpstreamScope[] },
): Promise<Arrival | Refusal> {
  const proof = { kind: "token", token, scopes } as const;
  try {
    const { id: ownerId, name } = await athleteOf(env, proof, "0");
    if (athleteId !== undefined && athleteId !== ownerId) {
      return refuse(502, "Intervals.icu gave two different answers to who you are. Nothing was stored; try again.");
    }
    const uid = await uidOf(configOf(env).uidPepper, "intervals", ownerId);
    const credential = { ...proof, issuedAt: Date.now(), ownerId, subject: "0" };
    return { uid, name: name || `athlete ${ownerId}`, credential };
  } catch (error) {
    if (error instanceof IntervalsError) return refusalOfToken(error.failure);
    throw error;
  }
}

function refusalOfCode(failure: IntervalsFailure): Refusal {
  if (failure.kind === "not_found") {
    return refuse(400, "The way back took longer than the two minutes that Intervals.icu gives. Try again.");
  }
  if (failure.kind === "unauthorized" || failure.kind === "forbidden" || failure.kind === "rejected") {
    log.error("sign_in_refused", { detail: failure.kind });
    return refuse(
      502,
      "Intervals.icu does not accept the registration of this server, so nobody can sign in this way at the moment. An API key works meanwhile.",
    );
  }
  return unanswered(failure);
}

function refusalOfToken(failure: IntervalsFailure): Refusal {
  if (failure.kind !== "forbidden") return unanswered(failure);
  return refuse(
    403,
    "“Settings” was left out at Intervals.icu. It holds who you are, your time zone, units and zones, without which no answer can be right. Try again and leave it ticked.",
  );
}

function unanswered(failure: IntervalsFailure): Refusal {
  return failure.kind === "rate_limited"
    ? refuse(503, `Intervals.icu is busy. Nothing was stored; try again in ${failure.retryAfterSeconds} seconds.`)
    : NOT_COMPLETED;
}

function refuse(status: Refusal["status"], message: string): Refusal {
  return { field: "form", status, message };
}

const NOT_COMPLETED = refuse(
  502,
  "Intervals.icu did not complete the sign-in. Nothing was stored; try again in a minute.",
);
