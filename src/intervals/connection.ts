import type { ChangeLogWriter } from "./change-log.ts";

/** How a person proves who they are to Intervals.icu. */
export type Credential =
  | { kind: "api_key"; key: string }
  /** From signing in with OAuth; `scopes` is what the person allowed, as far as it is known. */
  | { kind: "token"; token: string; scopes: readonly string[] };

/** Milliseconds. A try is one HTTP exchange, a call is all its tries and the waits between them. */
export interface Timeouts {
  attempt: number;
  call: number;
  /** The first wait is up to twice this, every further one up to twice the one before. */
  backoff: number;
}

export interface Connection {
  /** Origin of the API, without a trailing slash. */
  origin: string;
  credential: Credential;
  /** The athlete that `{id}` in a path means: `0` is the owner of the credential. */
  subject: string;
  fetch: (request: Request) => Promise<Response>;
  /** Resolves when the athlete's budget allows one more request; rejects with `rate_limited` when that is too far off. */
  acquire: () => Promise<void>;
  signal: AbortSignal;
  timeouts?: Partial<Timeouts>;
  /** Has every write before it is sent. Only who makes a credential's first or last step does without. */
  changeLog?: ChangeLogWriter;
}

export type Query = Record<string, string | number | boolean | readonly string[] | undefined>;

export interface RequestSpec {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  /** Below `/api/v1/`. */
  path: string;
  query?: Query;
  body?: unknown;
  /** May be sent twice: reads, and writes that end in the same state however often they arrive. */
  repeatable?: boolean;
  /** JSON without it. */
  accept?: string;
}
