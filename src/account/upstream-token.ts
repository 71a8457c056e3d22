import { createIntervals } from "../intervals/client.ts";
import type { Connection, Credential } from "../intervals/connection.ts";
import { IntervalsError } from "../intervals/failure.ts";
import { disconnectApp } from "../intervals/oauth-client.ts";
import { upstreamOf } from "./intervals-connection.ts";

/** Whether Intervals.icu has ended a token that is not needed any more; `none` where there was none. */
export type TokenEnd = "ended" | "not_ended" | "none";

type Token = Extract<Credential, { kind: "token" }>;

/** Ends a token at Intervals.icu, if it can be reached. */
export async function endToken(env: Env, { token, scopes }: Token): Promise<"ended" | "not_ended"> {
  try {
    await disconnectApp(connectionWith(env, { kind: "token", token, scopes }));
    return "ended";
  } catch (error) {
    if (!(error instanceof IntervalsError)) throw error;
    console.warn(JSON.stringify({ event: "token_not_ended", detail: error.failure.kind }));
    return "not_ended";
  }
}

/** Whether a token is dead for certain: one refusal alone may be a passing fault. */
export async function hasEnded(env: Env, { token, scopes }: Token): Promise<boolean> {
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
    ...upstreamOf(env, token),
    subject: "0",
    acquire: async () => {},
    signal: new AbortController().signal,
    // A person or a call is waiting.
    timeouts: { attempt: 4_000, call: 6_000 },
  };
}
