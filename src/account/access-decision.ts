import { type AthleteAccess, coversAthlete, OWNER } from "../access/athlete-access.ts";
import { effectiveScopes } from "../access/scopes.ts";
import { VaultError } from "../crypto/envelope.ts";
import { log } from "../log.ts";
import type { StoredCredential, StoredToken } from "./credential.ts";
import type { CredentialStore } from "./credential-store.ts";
import type { GrantRecord } from "./grant-store.ts";
import type { Profile, ProfileCache } from "./profile-cache.ts";

/**
 * Whether a grant may be used, and with what. `revoked` and `disconnected` are final; `unavailable` means that the
 * deployment does not have the key to open the credential, at least not yet.
 */
export type AccessDecision =
  | {
      state: "allowed";
      credential: StoredCredential;
      /** The athlete that the call is about, as the API takes it: `0` for the owner of the credential. */
      subject: string;
      /** Whether it is the athlete of the grant. */
      isDefault: boolean;
      /** Cached from an earlier call. */
      profile: Profile | undefined;
      /** Whether calls that delete or change many records are confirmed first. */
      requiresConfirmation: boolean;
      /** Undefined if the user has taken no scope back from this grant. */
      remainingScopes: string[] | undefined;
    }
  /** The grant covers only `athlete`. */
  | { state: "other_athlete"; athlete: string }
  | { state: "revoked" | "disconnected" | "unavailable" };

/** Whether requests with a grant are served. If it is not `active`, the client has to authorize again. */
export type GrantStatus =
  | { state: "active"; remainingScopes: string[] | undefined }
  | Exclude<AccessDecision, { state: "allowed" | "other_athlete" }>;

/** What the caller's token says about its grant. */
export interface PresentedGrant extends AthleteAccess {
  grantId: string;
}

/** How a user is connected; of a token, what it allows at Intervals.icu and since when. */
export type CredentialSummary = { kind: "api_key" | "demo" } | Pick<StoredToken, "kind" | "scopes" | "issuedAt">;

export interface GrantCheck {
  uid: string;
  grant: GrantRecord | undefined;
  credentials: CredentialStore;
}

export interface AccessRequest extends GrantCheck {
  access: AthleteAccess;
  /** The athlete that the call names, if it names one. */
  athleteId: string | undefined;
  profiles: ProfileCache;
  requiresConfirmation: boolean;
}

export async function decideAccess(request: AccessRequest): Promise<AccessDecision> {
  const { access, athleteId, profiles, requiresConfirmation } = request;
  const usable = await checkGrant(request);
  if (usable.state !== "active") return usable;
  const { credential, remainingScopes } = usable;
  const idOf = (athlete: string) => (athlete === credential.ownerId ? OWNER : athlete);
  const athlete = idOf(access.athlete);
  const subject = idOf(athleteId ?? athlete);
  const scopes = effectiveScopes(access.scopes, remainingScopes);
  if (!coversAthlete({ athlete, scopes }, subject)) return { state: "other_athlete", athlete };
  return {
    state: "allowed",
    credential,
    subject,
    isDefault: subject === athlete,
    profile: profiles.get(subject),
    requiresConfirmation,
    remainingScopes,
  };
}

type UsableGrant = Extract<GrantStatus, { state: "active" }> & { credential: StoredCredential };

export async function checkGrant({
  uid,
  grant,
  credentials,
}: GrantCheck): Promise<UsableGrant | Exclude<GrantStatus, { state: "active" }>> {
  if (grant?.isRevoked) return { state: "revoked" };
  try {
    const credential = await credentials.read();
    if (!credential) return { state: "disconnected" };
    return { state: "active", credential, remainingScopes: grant?.remainingScopes };
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    if (error.reason === "unknown_key") return { state: "unavailable" };
    log.error("credential_refused", { uid });
    return { state: "disconnected" };
  }
}
