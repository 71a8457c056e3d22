import type { StoredToken } from "../account/credential.ts";
import type { UpstreamScope } from "../intervals/oauth-scopes.ts";
import type { FormError, VerifiedIdentity } from "./identity.ts";
import { missingScopes } from "./upstream-scopes.ts";

/** To connect an app. `context` is what oauth/ needs to finish the connection; this folder does not look into it. */
export interface ConnectPurpose {
  kind: "connect";
  context: unknown;
}

/** To open the account page, or to replace the credential of the user whose account page is open. */
export type AccountPurpose = { kind: "account" } | { kind: "replace"; uid: string };

export type Purpose = ConnectPurpose | AccountPurpose;

/** The browser was sent to Intervals.icu. */
export interface RedirectedState {
  step: "redirected";
  purpose: Purpose;
  requested: UpstreamScope[];
}

/** The user came back and was shown whose account it is. Nothing is connected until they confirm. */
export interface VerifiedState {
  step: "verified";
  purpose: ConnectPurpose;
  uid: string;
  credential: StoredToken;
  /** The token is already in use, because issuing it revoked the stored one. */
  isStored: boolean;
  /** The scopes that this connection and the user's other connections require. */
  required: UpstreamScope[];
}

export type SignInState = RedirectedState | VerifiedState;

export type SignInEvent =
  /** Intervals.icu sent the browser back. */
  | { type: "returned"; code: string }
  | { type: "denied" }
  /** The code was exchanged, or could not be. */
  | { type: "identified"; identity: VerifiedIdentity; isStored: boolean; required: UpstreamScope[] }
  | { type: "failed"; error: FormError }
  /** The user pressed a button on the page that shows whose account it is. */
  | { type: "decided"; decision: "approve" | "retry" | "cancel" };

export type ConnectEffect =
  | { type: "confirm_identity"; name: string; missing: UpstreamScope[]; next: VerifiedState }
  | { type: "show_consent_page"; context: unknown; error: FormError }
  | { type: "issue_grant"; context: unknown; uid: string; credential: StoredToken }
  | { type: "deny_client"; description: string; unused?: UnusedToken };

export type AccountEffect =
  | {
      type: "open_account_page";
      identity: VerifiedIdentity;
      token: "stored" | "to_store" | "unused";
      missing: UpstreamScope[];
    }
  | { type: "show_sign_in_error"; status: number; message: string; unused?: UnusedToken };

export type SignInEffect =
  | { type: "exchange_code"; code: string; requested: UpstreamScope[] }
  | { type: "redirect_again"; purpose: ConnectPurpose; required: UpstreamScope[] }
  /** The request does not fit the state. */
  | { type: "reject_request" }
  | ConnectEffect
  | AccountEffect;

/** A token that nothing needs, to be revoked. */
export interface UnusedToken {
  uid: string;
  credential: StoredToken;
}

/** What to do next in a sign-in. Pure; an effect that expects another request carries the state to store for it. */
export function next(state: SignInState, event: SignInEvent): SignInEffect {
  switch (state.step) {
    case "redirected":
      return afterRedirect(state, event);
    case "verified":
      return event.type === "decided" ? afterDecision(state, event.decision) : { type: "reject_request" };
  }
}

function afterRedirect({ purpose, requested }: RedirectedState, event: SignInEvent): SignInEffect {
  if (event.type === "decided") return { type: "reject_request" };
  if (event.type === "returned") return { type: "exchange_code", code: event.code, requested };
  return purpose.kind === "connect" ? connectOutcome(purpose, event) : accountOutcome(purpose, event);
}

type Outcome = Extract<SignInEvent, { type: "denied" | "identified" | "failed" }>;

function connectOutcome(purpose: ConnectPurpose, event: Outcome): ConnectEffect {
  switch (event.type) {
    case "denied":
      return { type: "deny_client", description: "Cancelled at Intervals.icu" };
    case "failed":
      return { type: "show_consent_page", context: purpose.context, error: event.error };
    case "identified": {
      const { identity, isStored, required } = event;
      const { uid, credential, name } = identity;
      const missing = missingScopes(credential.scopes, required);
      const state: VerifiedState = { step: "verified", purpose, uid, credential, isStored, required };
      return { type: "confirm_identity", name, missing, next: state };
    }
  }
}

function accountOutcome(purpose: AccountPurpose, event: Outcome): AccountEffect {
  switch (event.type) {
    case "denied":
      return {
        type: "show_sign_in_error",
        status: 200,
        message: "You declined access at Intervals.icu. Nothing was changed.",
      };
    case "failed":
      return { type: "show_sign_in_error", status: event.error.status, message: event.error.message };
    case "identified": {
      const { identity, isStored, required } = event;
      if (purpose.kind === "replace" && purpose.uid !== identity.uid) {
        return {
          type: "show_sign_in_error",
          status: 403,
          message: `You signed in at Intervals.icu as ${identity.name}, a different athlete. Nothing was changed.`,
          ...(!isStored && { unused: identity }),
        };
      }
      const token = isStored ? "stored" : purpose.kind === "replace" ? "to_store" : "unused";
      const missing = token === "unused" ? [] : missingScopes(identity.credential.scopes, required);
      return { type: "open_account_page", identity, token, missing };
    }
  }
}

function afterDecision(state: VerifiedState, decision: "approve" | "retry" | "cancel"): SignInEffect {
  const { purpose, uid, credential, isStored, required } = state;
  switch (decision) {
    case "approve":
      return { type: "issue_grant", context: purpose.context, uid, credential };
    case "retry":
      return { type: "redirect_again", purpose, required };
    case "cancel":
      return { type: "deny_client", description: "Cancelled", ...(!isStored && { unused: { uid, credential } }) };
  }
}
