import type { StoredCredential, StoredToken } from "../account/credential.ts";

/** A user as far as we know them: a pseudonym, and the credential that they connect with. */
export interface Identity {
  uid: string;
  credential: StoredCredential;
}

/** A user who proved who they are with an API key. */
export interface KeyIdentity extends Identity {
  /** The athlete that they chose: `0` is the user. */
  athlete: string;
}

/** A user who signed in at Intervals.icu. */
export interface VerifiedIdentity extends Identity {
  /** Their name at Intervals.icu, shown so that they notice a wrong account. */
  name: string;
  credential: StoredToken;
}

/** The field that an error is shown next to; `form` is the form as a whole. */
export type FormField = "api_key" | "athlete_id" | "form";

/** Why a form or a sign-in was rejected, in words for the user. */
export interface FormError {
  field: FormField;
  message: string;
  status: 400 | 401 | 403 | 429 | 502 | 503;
  /** The API key was wrong, which counts as a guess. */
  isWrongKey?: boolean;
}

export type Result<Value, Failure = FormError> = { ok: true; value: Value } | { ok: false; error: Failure };

/** A rejection as a result. */
export const reject = (error: FormError): { ok: false; error: FormError } => ({ ok: false, error });
