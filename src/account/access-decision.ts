import type { StoredCredential, StoredToken } from "./credential.ts";
import type { Profile } from "./profile-cache.ts";

/** What a call may work with. `locked`: the deployment lacks the vault key at the moment; everything else is final. */
export type AccessDecision =
  | {
      state: "allowed";
      credential: StoredCredential;
      /** The athlete that the call is about, as the API wants it: `0` for the owner. */
      subject: string;
      isDefault: boolean;
      /** Known from an earlier call. */
      profile: Profile | undefined;
      /** Whether the person wants to be asked before what is destroyed or touches much. */
      requiresConfirmation: boolean;
      /** The scopes that are left to the connection, if its person took some back. */
      remainingScopes: string[] | undefined;
    }
  | { state: "revoked" }
  | { state: "disconnected" }
  | { state: "unavailable" };

/** Whether a connection is served. Everything but `open` is for the host's sign-in to handle, not for a tool. */
export type GrantStatus =
  | (Pick<Extract<AccessDecision, { state: "allowed" }>, "remainingScopes"> & { state: "active" })
  | Exclude<AccessDecision, { state: "allowed" }>;

/** How a person is connected; of a token, what it may do and since when it exists. */
export type CredentialSummary = { kind: "api_key" | "demo" } | Pick<StoredToken, "kind" | "scopes" | "issuedAt">;
