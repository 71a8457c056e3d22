import type { UpstreamScope } from "./oauth-scopes.ts";

/**
 * Everything that can go wrong between us and Intervals.icu, as one union.
 * `failureMessage` (mcp/error-messages.ts) and the connect page answer every arm; a new arm does not compile until they do.
 */
export type IntervalsFailure =
  /** 401: the key is wrong, revoked or missing; or it is a token, which has ended. */
  | { kind: "unauthorized"; token?: true }
  /** 403: known, but not allowed: another athlete, or an area. Of a token it is known what it `lacks`. */
  | { kind: "forbidden"; lacks?: UpstreamScope | "other athletes" }
  | { kind: "not_found" }
  /** 422 on anything below a Strava activity: Strava does not let Intervals.icu pass it on. */
  | { kind: "strava" }
  /** The server refused what we sent and says why. */
  | { kind: "rejected"; status: number; reason: string }
  /** 429, or our own budget for this athlete: nothing was processed. */
  | { kind: "rate_limited"; retryAfterSeconds: number }
  /** 5xx, no connection, or no answer within the deadline; nothing was changed or the call only reads. */
  | { kind: "unavailable"; status?: number }
  /** Something answered, but not with what the API promises (HTML, cut off, wrong types). */
  | { kind: "unreadable"; detail: string }
  /** A write was sent, the connection broke, and reading back did not settle whether it landed. */
  | { kind: "unknown_outcome" }
  /** The caller went away. */
  | { kind: "cancelled" };

/** The outcome for one of several records that one call asked for. */
export type IntervalsResult<Value> = { ok: true; value: Value } | { ok: false; error: IntervalsFailure };

export class IntervalsError extends Error {
  readonly failure: IntervalsFailure;
  constructor(failure: IntervalsFailure, options?: ErrorOptions) {
    super(`Intervals.icu: ${failure.kind}`, options);
    this.name = "IntervalsError";
    this.failure = failure;
  }
}

export function failWith(failure: IntervalsFailure, cause?: unknown): never {
  throw new IntervalsError(failure, cause === undefined ? undefined : { cause });
}

/** Whether something may have been changed although it failed: nobody knows what came of it. */
export const mayBeApplied = (error: unknown): boolean =>
  !(error instanceof IntervalsError) || ["unknown_outcome", "cancelled", "unreadable"].includes(error.failure.kind);

/** For `catch`, where something that is not there is no failure. */
export function ignoreNotFound(error: unknown): undefined {
  if (!(error instanceof IntervalsError) || error.failure.kind !== "not_found") throw error;
}
