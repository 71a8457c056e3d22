import { createIntervals } from "../intervals/client.ts";
import type { Connection, Credential } from "../intervals/connection.ts";
import { IntervalsError } from "../intervals/failure.ts";
import { disconnectApp } from "../intervals/oauth-client.ts";
import { log } from "../log.ts";
import { upstreamFor } from "./intervals-connection.ts";

/** Whether a token that is no longer needed was revoked at Intervals.icu; `none` if there was none. */
export type RevocationResult = "revoked" | "failed" | "none";

type Token = Extract<Credential, { kind: "token" }>;

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

/** Asks Intervals.icu again, because a single 401 can be a passing fault. */
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
    // A user or a call waits for it.
    timeouts: { attempt: 4_000, call: 6_000 },
  };
}
