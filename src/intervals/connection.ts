import type { ChangeLogWriter } from "./change-log.ts";

/** How requests authenticate at Intervals.icu. */
export type Credential =
  | { kind: "api_key"; key: string }
  /** An OAuth access token. `scopes` are those the user granted, as far as they are known. */
  | { kind: "token"; token: string; scopes: readonly string[] };

/** All in milliseconds. */
export interface Timeouts {
  /** For one HTTP exchange. */
  attempt: number;
  /** For a call: all its attempts and the waits between them. */
  call: number;
  /** Upper limit of the first wait is twice this; it doubles with every attempt. */
  backoff: number;
}

export interface Connection {
  /** Origin of the API, without a trailing slash. */
  origin: string;
  credential: Credential;
  /** The athlete whose data is used: `0` is the owner of the credential. */
  subject: string;
  /** The owner of the credential, if known. */
  ownerId?: string;
  fetch: (request: Request) => Promise<Response>;
  /**
   * Resolves when the rate limiter allows one more request.
   * @throws IntervalsError `rate_limited` if that would take too long
   */
  acquire: () => Promise<void>;
  /** Cancels the call. */
  signal: AbortSignal;
  timeouts?: Partial<Timeouts>;
  /** Records every write. Omitted only while a credential is verified or revoked. */
  changeLog?: ChangeLogWriter;
}
