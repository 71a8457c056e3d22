import { configOf } from "../config.ts";
import type { Connection, Credential } from "../intervals/connection.ts";
import { failWith } from "../intervals/failure.ts";
import type { StoredCredential } from "./credential.ts";

/** The part of a credential that authenticates requests. */
export type UpstreamCredential = Credential | { kind: "demo"; visitor: string };

/** Where requests with this credential go: to the API, or to a demo visitor's own sandbox. */
export function upstreamFor(
  env: Env,
  credential: UpstreamCredential,
): Pick<Connection, "origin" | "credential" | "fetch"> {
  if (credential.kind === "demo") {
    const athlete = env.DEMO_ATHLETE_OBJECT.getByName(credential.visitor);
    return {
      origin: "http://demo-athlete",
      credential: { kind: "api_key", key: credential.visitor },
      fetch: (request) => athlete.fetch(request),
    };
  }
  return { origin: configOf(env).intervalsUrl, credential, fetch: (request) => fetch(request) };
}

/** The connection of one call: a user's credential, the athlete it is about, and the user's rate limit. */
export function connectionFor(
  env: Env,
  {
    uid,
    credential,
    subject,
    app,
    signal,
  }: {
    uid: string;
    credential: StoredCredential /** Shares the rate limit with the user's other apps. */;
    app: string;
  } & Pick<Connection, "subject" | "signal">,
): Connection {
  const upstream = upstreamFor(env, credential);
  return {
    ...upstream,
    subject,
    ownerId: credential.ownerId,
    signal,
    async fetch(request) {
      const response = await upstream.fetch(request);
      if (response.status === 401 && credential.kind === "token") {
        await env.ACCOUNT.getByName(uid).reportUnauthorized(credential.token);
      }
      return response;
    },
    async acquire() {
      const { granted, wait } = await env.ACCOUNT.getByName(uid).acquireRequest(app);
      if (!granted) failWith({ kind: "rate_limited", retryAfterSeconds: Math.ceil(wait / 1000) });
      if (wait > 0) {
        await scheduler.wait(wait, { signal }).catch((cause) => failWith({ kind: "cancelled" }, cause));
      }
    },
  };
}
