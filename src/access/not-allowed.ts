import type { Effect } from "./scopes.ts";

/**
 * `missing_scope`: `because` is a sentence that explains why the scope is needed. `other_athlete`: the grant covers only
 * `athlete`. The others concern the whole connection.
 */
export type NotAllowedReason =
  | { kind: "missing_scope"; effect: Effect; because?: string }
  | { kind: "other_athlete"; athlete: string }
  | { kind: "revoked" | "disconnected" | "unavailable" };

/** The connection does not permit this call; the user can change that, the model cannot. */
export class NotAllowed extends Error {
  readonly reason: NotAllowedReason;
  constructor(reason: NotAllowedReason) {
    super(reason.kind === "missing_scope" ? `${reason.kind}: ${reason.effect}` : reason.kind);
    this.name = "NotAllowed";
    this.reason = reason;
  }
}
