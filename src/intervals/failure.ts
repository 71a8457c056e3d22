import type { UpstreamScope } from "./oauth-scopes.ts";

/**
 * Why a call to Intervals.icu failed. The switches that turn it into text have no default, so a new kind must be added
 * there.
 */
export type IntervalsFailure =
  /** 401: the API key is wrong, revoked or missing, or the token was revoked (`token`). */
  | { kind: "unauthorized"; token?: true }
  /** 403: another athlete, or a missing scope. `lacks` is only known for tokens. */
  | { kind: "forbidden"; lacks?: UpstreamScope | "other athletes" }
  | { kind: "not_found" }
  /** 422 for parts of an activity from Strava (docs/intervals-api.md, Q8). */
  | { kind: "strava" }
  /** The server rejected the content of the request. */
  | { kind: "rejected"; status: number; reason: string }
  /** 429, or the rate limiter of this service: the request was not processed. */
  | { kind: "rate_limited"; retryAfterSeconds: number }
  /** 5xx, no connection or a timeout, when nothing was changed. */
  | { kind: "unavailable"; status?: number }
  /** A response that the API does not document: HTML, incomplete JSON, wrong types. */
  | { kind: "unreadable"; detail: string }
  /** A write was sent and the connection broke; a lookup did not show whether it was applied. */
  | { kind: "unknown_outcome" }
  /** The caller cancelled. */
  | { kind: "cancelled" };

/** The result for one of several records in a call. */
export type IntervalsResult<Value> = { ok: true; value: Value } | { ok: false; error: IntervalsFailure };

export class IntervalsError extends Error {
  readonly failure: IntervalsFailure;
  constructor(failure: IntervalsFailure, options?: ErrorOptions) {
    super(`Intervals.icu: ${failure.kind}`, options);
    this.name = "IntervalsError";
    this.failure = failure;
  }
}

/** @throws IntervalsError */
export function failWith(failure: IntervalsFailure, cause?: unknown): never {
  throw new IntervalsError(failure, cause === undefined ? undefined : { cause });
}

/** Whether a write may have been applied although it failed. */
export const mayBeApplied = (error: unknown): boolean =>
  !(error instanceof IntervalsError) || ["unknown_outcome", "cancelled", "unreadable"].includes(error.failure.kind);

/** For `catch`, if a missing record is not a failure. */
export function ignoreNotFound(error: unknown): undefined {
  if (!(error instanceof IntervalsError) || error.failure.kind !== "not_found") throw error;
}
