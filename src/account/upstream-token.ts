import { createIntervals } from "../intervals/client.ts";
import type { Connection, Credential } from "../intervals/connection.ts";
import { IntervalsError } from "../intervals/failure.ts";
import { disconnectApp } from "../intervals/oauth-client.ts";
import { log } from "../log.ts";
import { upstreamFor } from "./intervals-connection.ts";

/** Whether Intervals.icu has ended a token that is not needed any more; `none` where there was none. */
export type RevocationResult = "revoked" | "failed" | "none";

type Token = Extract<Credential, { kind: "token" }>;

/** Ends a token at Intervals.icu, if it can be reached. */
export async function revokeUpstreamToken(env: Env, { token, scopes }: Token): Promise<"revoked" | "failed"> {
  try {
    await disconnectApp(connectionWith(env, { kind: "token", token, scopes }));
    return "revoked";
  } catch (error) {
    if (!(error instanceof IntervalsError)) throw error;
    log.warn("token_revocation_failed", { detail: error.failure.kind });
    return "failed";
  }
}

/** Whether a token is dead for certain: one refusal alone may be a passing fault. */
export async function isUpstreamTokenRevoked(env: Env, { token, scopes }: Token): Promise<boolean> {
  try {
    await createIntervals(connectionWith(env, { kind: "token", token, scopes })).getAthlete();
    return false;
  } catch (error) {
    if (error instanceof IntervalsError) return error.failure.kind === "unauthorized";
    throw error;
  }
}

function connectionWith(env: Env, token: Token): Connection {
  return {
    ...upstreamFor(env, token),
    subject: "0",
    acquire: async () => {},
    signal: new AbortController().signal,
    // A person or a call is waiting.
    timeouts: { attempt: 4_000, call: 6_000 },
  };
}
