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
      isDefault: boolean;
      /** Cached from an earlier call. */
      profile: Profile | undefined;
      /** Whether calls that delete or change many records are confirmed first. */
      requiresConfirmation: boolean;
      /** Undefined if the user has taken no scope back from this grant. */
      remainingScopes: string[] | undefined;
    }
  | { state: "revoked" | "disconnected" | "unavailable" };

/** Whether requests with a grant are served. If it is not `active`, the client has to authorize again. */
export type GrantStatus =
  | { state: "active"; remainingScopes: string[] | undefined }
  | Exclude<AccessDecision, { state: "allowed" }>;

/** How a user is connected; of a token, what it allows at Intervals.icu and since when. */
export type CredentialSummary = { kind: "api_key" | "demo" } | Pick<StoredToken, "kind" | "scopes" | "issuedAt">;

export interface AccessRequest {
  uid: string;
  grant: GrantRecord | undefined;
  /** The athlete that the call names, if it names one. */
  athleteId: string | undefined;
  credentials: CredentialStore;
  profiles: ProfileCache;
  requiresConfirmation: boolean;
}

export async function decideAccess(request: AccessRequest): Promise<AccessDecision> {
  const { uid, grant, athleteId, credentials, profiles, requiresConfirmation } = request;
  if (grant?.isRevoked) return { state: "revoked" };
  try {
    const credential = await credentials.read();
    if (!credential) return { state: "disconnected" };
    const subject = (athleteId === credential.ownerId ? "0" : athleteId) ?? credential.subject;
    return {
      state: "allowed",
      credential,
      subject,
      isDefault: subject === credential.subject,
      profile: profiles.get(subject),
      requiresConfirmation,
      remainingScopes: grant?.remainingScopes,
    };
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    if (error.reason === "unknown_key") return { state: "unavailable" };
    log.error("credential_refused", { uid });
    return { state: "disconnected" };
  }
}
