import { NotAllowed } from "../access/not-allowed.ts";
import type { Principal } from "../access/principal.ts";
import { allows, type Effect } from "../access/scopes.ts";
import type { AccessDecision } from "../account/access-decision.ts";

export type Access = Extract<AccessDecision, { state: "allowed" }>;

/** Asks the account object whether this connection allows the call, with which credential and athlete. @throws NotAllowed */
export async function authorize(
  env: Env,
  principal: Principal,
  { effect, athleteId }: { effect: Effect; athleteId?: string | undefined },
): Promise<Access> {
  const { uid, grantId, athlete, scopes } = principal;
  if (!allows(scopes, effect)) throw new NotAllowed({ kind: "missing_scope", effect });
  const decision = await env.ACCOUNT.getByName(uid).authorize({ grantId, athlete, scopes }, athleteId);
  if (decision.state === "other_athlete") throw new NotAllowed({ kind: "other_athlete", athlete: decision.athlete });
  if (decision.state !== "allowed") throw new NotAllowed({ kind: decision.state });
  if (decision.remainingScopes && !allows(decision.remainingScopes, effect)) {
    // Revoked after the principal's scopes were read, at the start of the request.
    throw new NotAllowed({ kind: "missing_scope", effect, because: "The user has revoked this permission." });
  }
  return decision;
}
