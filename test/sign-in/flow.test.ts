import { describe, expect, it } from "vitest";
import { next, type SignInEvent, type SignInState } from "../../src/sign-in/flow.ts";
import type { FormError, VerifiedIdentity } from "../../src/sign-in/identity.ts";

const identity: VerifiedIdentity = {
  uid: "u-ada",
  name: "Ada",
  credential: { kind: "token", token: "t", scopes: ["SETTINGS:READ"], issuedAt: 1, ownerId: "i1" },
};
const { uid, credential } = identity;
const context = { query: "?client_id=c" };
const connect = { kind: "connect", context } as const;
const error: FormError = { field: "form", status: 502, message: "Try again." };

const redirected = (purpose: Extract<SignInState, { step: "redirected" }>["purpose"]): SignInState => ({
  step: "redirected",
  purpose,
  requested: ["SETTINGS:READ"],
});
const verified = (isStored: boolean): SignInState => ({
  step: "verified",
  purpose: connect,
  uid,
  credential,
  isStored,
  required: ["SETTINGS:READ"],
});
const identified = (isStored: boolean): SignInEvent => ({
  type: "identified",
  identity,
  isStored,
  required: ["SETTINGS:READ", "CHATS:WRITE"],
});
const decided = (decision: "approve" | "retry" | "cancel"): SignInEvent => ({ type: "decided", decision });

describe("a browser that was redirected to Intervals.icu", () => {
  it.each([connect, { kind: "account" } as const, { kind: "replace", uid } as const])(
    "has its code exchanged when it returns ($kind)",
    (purpose) => {
      const effect = next(redirected(purpose), { type: "returned", code: "c" });
      expect(effect).toEqual({ type: "exchange_code", code: "c", requested: ["SETTINGS:READ"] });
    },
  );

  it.each([connect, { kind: "account" } as const])(
    "cannot skip the page that asks for a decision ($kind)",
    (purpose) => {
      for (const decision of ["approve", "retry", "cancel"] as const) {
        expect(next(redirected(purpose), decided(decision))).toEqual({ type: "reject_request" });
      }
    },
  );
});

describe("a sign-in that connects an app", () => {
  it("is denied to the app when the user declines at Intervals.icu", () => {
    expect(next(redirected(connect), { type: "denied" })).toEqual({
      type: "deny_client",
      description: "Cancelled at Intervals.icu",
    });
  });

  it("shows the consent page again when it fails", () => {
    expect(next(redirected(connect), { type: "failed", error })).toEqual({ type: "show_consent_page", context, error });
  });

  it("waits for the user to confirm whose account it is, and names the missing scopes", () => {
    expect(next(redirected(connect), identified(false))).toEqual({
      type: "confirm_identity",
      name: "Ada",
      missing: ["CHATS:WRITE"],
      next: { ...verified(false), required: ["SETTINGS:READ", "CHATS:WRITE"] },
    });
  });

  it("issues a grant only once the user approves", () => {
    expect(next(verified(false), decided("approve"))).toEqual({ type: "issue_grant", context, uid, credential });
  });

  it("returns to Intervals.icu for the required scopes when the user wants to allow more", () => {
    const effect = next(verified(true), decided("retry"));
    expect(effect).toEqual({ type: "redirect_again", purpose: connect, required: ["SETTINGS:READ"] });
  });

  it("revokes a new token when the user cancels, but never one that replaced the stored token", () => {
    const denied = { type: "deny_client", description: "Cancelled" };
    expect(next(verified(false), decided("cancel"))).toEqual({ ...denied, unused: { uid, credential } });
    expect(next(verified(true), decided("cancel"))).toEqual(denied);
  });

  it.each<SignInEvent>([
    { type: "returned", code: "c" },
    { type: "denied" },
    { type: "failed", error },
    identified(false),
  ])("ignores everything but a decision after the user was identified ($type)", (event) => {
    expect(next(verified(false), event)).toEqual({ type: "reject_request" });
  });
});

describe("a sign-in for the account page", () => {
  const account = { kind: "account" } as const;

  it("says that nothing was changed when the user declines", () => {
    const message = "You declined access at Intervals.icu. Nothing was changed.";
    expect(next(redirected(account), { type: "denied" })).toEqual({ type: "show_sign_in_error", status: 200, message });
  });

  it("passes on why it failed", () => {
    const effect = next(redirected(account), { type: "failed", error });
    expect(effect).toEqual({ type: "show_sign_in_error", status: 502, message: "Try again." });
  });

  it("keeps a token that replaced the stored one", () => {
    const effect = next(redirected(account), identified(true));
    expect(effect).toEqual({ type: "open_account_page", identity, token: "stored", missing: ["CHATS:WRITE"] });
  });

  it("needs no token to look at connections that use an API key", () => {
    const effect = next(redirected(account), identified(false));
    expect(effect).toEqual({ type: "open_account_page", identity, token: "unused", missing: [] });
  });
});

describe("a sign-in that replaces a credential", () => {
  it("stores the token in place of an API key of the same user", () => {
    const effect = next(redirected({ kind: "replace", uid }), identified(false));
    expect(effect).toEqual({ type: "open_account_page", identity, token: "to_store", missing: ["CHATS:WRITE"] });
  });

  it.each([
    [false, { unused: identity }],
    [true, {}],
  ])("never opens the account page of another user (token stored: %s)", (isStored, unused) => {
    expect(next(redirected({ kind: "replace", uid: "u-eve" }), identified(isStored))).toEqual({
      type: "show_sign_in_error",
      status: 403,
      message: "You signed in at Intervals.icu as Ada, a different athlete. Nothing was changed.",
      ...unused,
    });
  });
});
