import type * as z from "zod";
import { failWith, IntervalsError, type IntervalsFailure } from "./failure.ts";

/** How a person proves who they are to Intervals.icu. */
export type Credential = { kind: "api_key"; key: string } | { kind: "token"; token: string };

/** Milliseconds. A try is one HTTP exchange, a call is all its tries and the waits between them. */
export interface Patience {
  try: number;
  call: number;
  /** The first wait is up to twice this, every further one up to twice the one before. */
  wait: number;
}

const PATIENCE: Patience = { try: 12_000, call: 30_000, wait: 250 };
const MOST_TRIES = 4;
/** No answer of the API that we ask for comes near this; what exceeds it would endanger the isolate's 128 MB. */
const MOST_BYTES = 24 * 1024 * 1024;

export interface Connection {
  /** Origin of the API, without a trailing slash. */
  origin: string;
  credential: Credential;
  /** The athlete that `{id}` in a path means: `0` is the owner of the credential. */
  subject: string;
  fetch: (request: Request) => Promise<Response>;
  /** Resolves when the athlete's budget allows one more request; rejects with `rate_limited` when that is too far off. */
  spend: () => Promise<void>;
  signal: AbortSignal;
  patience?: Partial<Patience>;
}

export type Query = Record<string, string | number | boolean | readonly string[] | undefined>;

export interface Call<Schema extends z.ZodType> {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  /** Below `/api/v1/`. */
  path: string;
  query?: Query;
  body?: unknown;
  /** May be sent twice: reads, and writes that end in the same state however often they arrive. */
  repeatable?: boolean;
  answer: Schema;
}

/** A path below `/api/v1/`: what is put in becomes exactly one segment, whatever it contains. */
export function path(strings: TemplateStringsArray, ...segments: readonly (string | number)[]): string {
  return String.raw({ raw: strings }, ...segments.map((segment) => encodeURIComponent(segment)));
}

export type Send = <Schema extends z.ZodType>(call: Call<Schema>) => Promise<z.output<Schema>>;

/**
 * The one way to the API: budget, deadline, retry, decoding. Concurrent identical reads share one request.
 * @throws IntervalsError
 */
export function createSend(connection: Connection): Send {
  const reading = new Map<string, Promise<unknown>>();
  return async (call) => {
    const { method = "GET" } = call;
    const url = urlOf(connection, call.path, call.query);
    const exchange = () => exchangeWithRetry(connection, url, call);
    if (method !== "GET") return decode(call.answer, await exchange());
    const shared = reading.get(url) ?? exchange().finally(() => reading.delete(url));
    reading.set(url, shared);
    return decode(call.answer, await shared);
  };
}

function urlOf(connection: Connection, path: string, query: Query = {}): string {
  const url = new URL(`${connection.origin}/api/v1/${path}`);
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    url.searchParams.set(name, Array.isArray(value) ? value.join(",") : String(value));
  }
  return url.href;
}

async function exchangeWithRetry(connection: Connection, url: string, call: Call<z.ZodType>): Promise<unknown> {
  const { method = "GET", repeatable = method === "GET" } = call;
  const patience = { ...PATIENCE, ...connection.patience };
  const until = Date.now() + patience.call;
  let ambiguous = false;
  for (let tries = 1; ; tries++) {
    await connection.spend();
    const outcome = await tryOnce(connection, url, call, Math.min(patience.try, until - Date.now()));
    if (outcome.done) return outcome.body;
    const { failure } = outcome;
    ambiguous ||= method !== "GET" && outcome.mayHaveLanded;
    // What was deleted by a try whose answer got lost is gone: the state that was asked for.
    if (failure.kind === "not_found" && method === "DELETE" && ambiguous) return undefined;
    const mayRepeat = outcome.transient && (repeatable || !outcome.mayHaveLanded);
    const wait = waitBefore(tries, failure, patience.wait);
    if (!mayRepeat || tries === MOST_TRIES || Date.now() + wait > until) {
      failWith(ambiguous && outcome.transient ? { kind: "unknown_outcome" } : failure, outcome.cause);
    }
    await sleep(wait, connection.signal);
  }
}

type Outcome =
  | { done: true; body: unknown }
  | {
      done: false;
      failure: IntervalsFailure;
      /** Worth another try. */
      transient: boolean;
      /** The server may have acted on it all the same. */
      mayHaveLanded: boolean;
      cause?: unknown;
    };

async function tryOnce(
  connection: Connection,
  url: string,
  call: Call<z.ZodType>,
  milliseconds: number,
): Promise<Outcome> {
  const signal = AbortSignal.any([connection.signal, AbortSignal.timeout(Math.max(1, milliseconds))]);
  try {
    const response = await withSignal(connection.fetch(requestOf(connection, url, call, signal)), signal);
    const text = await readText(response, signal);
    return response.ok ? outcomeOfSuccess(text) : outcomeOfRefusal(response, text);
  } catch (cause) {
    if (connection.signal.aborted) failWith({ kind: "cancelled" }, cause);
    if (cause instanceof IntervalsError) throw cause;
    return { done: false, failure: { kind: "unavailable" }, transient: true, mayHaveLanded: true, cause };
  }
}

function requestOf(connection: Connection, url: string, call: Call<z.ZodType>, signal: AbortSignal): Request {
  const { credential } = connection;
  const headers = new Headers({
    Accept: "application/json",
    Authorization:
      credential.kind === "api_key" ? `Basic ${btoa(`API_KEY:${credential.key}`)}` : `Bearer ${credential.token}`,
    "User-Agent": "intervals-icu-remote-mcp",
  });
  const init: RequestInit = { method: call.method ?? "GET", headers, redirect: "manual", signal };
  if (call.body !== undefined) {
    headers.set("Content-Type", "application/json");
    init.body = JSON.stringify(call.body);
  }
  return new Request(url, init);
}

function outcomeOfSuccess(text: string): Outcome {
  if (text.trim() === "") return { done: true, body: undefined };
  const body = parseJson(text);
  if (body !== undefined) return { done: true, body };
  const failure: IntervalsFailure = { kind: "unreadable", detail: "the answer is not JSON" };
  return { done: false, failure, transient: true, mayHaveLanded: true };
}

function outcomeOfRefusal(response: Response, text: string): Outcome {
  const { status } = response;
  const reason = reasonIn(parseJson(text));
  const refused = (failure: IntervalsFailure): Outcome => ({
    done: false,
    failure,
    transient: false,
    mayHaveLanded: false,
  });
  // A page instead of the API's JSON comes from something in front of it, and says nothing about the request.
  if (/^\s*</.test(text)) {
    return { done: false, failure: { kind: "unavailable", status }, transient: true, mayHaveLanded: status >= 500 };
  }
  if (status === 401) return refused({ kind: "unauthorized" });
  if (status === 403) return refused({ kind: "forbidden" });
  if (status === 404) return refused({ kind: "not_found" });
  if (status === 429) {
    const failure: IntervalsFailure = { kind: "rate_limited", retryAfterSeconds: retryAfter(response) ?? 1 };
    return { done: false, failure, transient: true, mayHaveLanded: false };
  }
  if (status === 422 && reason?.includes("Strava")) return refused({ kind: "strava" });
  // The server reports arguments that it cannot convert as 500 with the exception's text (facts §1.5).
  if (status < 500 || (status === 500 && reason?.includes("Exception"))) {
    return refused({ kind: "rejected", status, reason: reason ?? `HTTP ${status}` });
  }
  return { done: false, failure: { kind: "unavailable", status }, transient: true, mayHaveLanded: true };
}

/** Both JSON error shapes carry `error`; one report shows it wrapped in an array (facts §1.5). */
function reasonIn(body: unknown): string | undefined {
  const candidate: unknown = Array.isArray(body) ? body[0] : body;
  if (typeof candidate !== "object" || candidate === null || !("error" in candidate)) return undefined;
  return typeof candidate.error === "string" ? candidate.error.slice(0, 300) : undefined;
}

/** RFC 9110 §10.2.3: seconds or a date. */
function retryAfter(response: Response): number | undefined {
  const value = response.headers.get("Retry-After");
  if (value === null) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}

/** Full jitter, doubling; a `Retry-After` is kept to the second, plus a little so that callers spread. */
function waitBefore(tries: number, failure: IntervalsFailure, wait: number): number {
  if (failure.kind === "rate_limited") return failure.retryAfterSeconds * 1000 + Math.random() * 2 * wait;
  return Math.random() * wait * 2 ** tries;
}

async function readText(response: Response, signal: AbortSignal): Promise<string> {
  if (!response.body) return "";
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await withSignal(reader.read(), signal);
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > MOST_BYTES) {
      await reader.cancel();
      failWith({ kind: "unreadable", detail: "the answer is larger than 24 MiB" });
    }
    text += decoder.decode(value, { stream: true });
  }
}

function decode<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join(".") ?? "";
  return failWith({ kind: "unreadable", detail: `unexpected content at "${where}"` }, parsed.error);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `fetch` bound to an object (the demo athlete) does not end by itself when the signal fires. */
function withSignal<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

async function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await scheduler.wait(milliseconds, { signal });
  } catch (cause) {
    failWith({ kind: "cancelled" }, cause);
  }
}
