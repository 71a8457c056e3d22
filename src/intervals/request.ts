import type * as z from "zod";
import type { Connection, Query, RequestSpec, Timeouts } from "./connection.ts";
import { failWith, IntervalsError, type IntervalsFailure } from "./failure.ts";
import { addTokenDetails } from "./required-scope.ts";
import { type Outcome, readErrorResponse, readJson, takeFile, withSignal } from "./response.ts";

export const USER_AGENT = "intervals-icu-remote-mcp";

const PATIENCE: Timeouts = { attempt: 12_000, call: 30_000, backoff: 250 };
const MOST_TRIES = 4;

export interface Call<Schema extends z.ZodType> extends RequestSpec {
  answer: Schema;
}

/** A read: what has a method or a body goes through `change.ts`. */
export interface Read<Schema extends z.ZodType> extends Pick<RequestSpec, "path" | "query"> {
  answer: Schema;
}

/** A path below `/api/v1/`: what is put in becomes exactly one segment, whatever it contains. */
export function path(strings: TemplateStringsArray, ...segments: readonly (string | number)[]): string {
  return String.raw({ raw: strings }, ...segments.map((segment) => encodeURIComponent(segment)));
}

export type Send = <Schema extends z.ZodType>(read: Read<Schema>) => Promise<z.output<Schema>>;
export type Write = <Schema extends z.ZodType>(call: Call<Schema>) => Promise<z.output<Schema>>;
/** Asks for a file: the answer arrives as soon as its headers do, its body as it is read. */
export type Open = (ask: RequestSpec) => Promise<Response>;

/**
 * The one way to the API: budget, deadline, retry, decoding. Until something is written, identical reads share one
 * request.
 * @throws IntervalsError
 */
export function createSend(connection: Connection): Write {
  const known = new Map<string, Promise<unknown>>();
  return async (call) => {
    const { method = "GET" } = call;
    const url = urlOf(connection, call.path, call.query);
    const exchange = () => exchangeWithRetry(connection, url, call, readJson);
    if (method !== "GET") {
      try {
        return decodeWritten(call.answer, await exchange());
      } finally {
        known.clear();
      }
    }
    const reading = known.get(url) ?? exchange();
    known.set(url, reading);
    reading.catch(() => known.delete(url));
    return decode(call.answer, await reading);
  };
}

/** The same way for files. The deadline is for the headers: how long a file takes depends on who reads it. */
export function createOpen(connection: Connection): Open {
  return async (ask) => {
    const url = urlOf(connection, ask.path, ask.query);
    return (
      (await exchangeWithRetry(connection, url, { ...ask, accept: "*/*" }, takeFile)) ?? failWith({ kind: "not_found" })
    );
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

type Take<Result> = (response: Response, signal: AbortSignal) => Promise<Outcome<Result>>;

async function exchangeWithRetry<Result>(
  connection: Connection,
  url: string,
  ask: RequestSpec,
  take: Take<Result>,
): Promise<Result | undefined> {
  const { method = "GET", repeatable = method === "GET" } = ask;
  const patience = { ...PATIENCE, ...connection.timeouts };
  const until = Date.now() + patience.call;
  let ambiguous = false;
  for (let tries = 1; ; tries++) {
    await connection.acquire();
    const request = (signal: AbortSignal) => requestOf(connection, url, ask, signal);
    const outcome = await tryOnce(connection, request, take, Math.min(patience.attempt, until - Date.now()));
    if (outcome.done) return outcome.result;
    const failure = addTokenDetails(outcome.failure, { ...connection, ask });
    ambiguous ||= method !== "GET" && outcome.mayHaveLanded;
    // What was deleted by a try whose answer got lost is gone: the state that was asked for.
    if (failure.kind === "not_found" && method === "DELETE" && ambiguous) return undefined;
    const mayRepeat = outcome.transient && (repeatable || !outcome.mayHaveLanded);
    const wait = waitBefore(tries, failure, patience.backoff);
    if (!mayRepeat || tries === MOST_TRIES || Date.now() + wait > until) {
      failWith(ambiguous && outcome.transient ? { kind: "unknown_outcome" } : failure, outcome.cause);
    }
    await sleep(wait, connection.signal);
  }
}

/** One request. The deadline ends with `take`: a body that is read later is ended by the caller alone. */
async function tryOnce<Result>(
  connection: Connection,
  request: (signal: AbortSignal) => Request,
  take: Take<Result>,
  milliseconds: number,
): Promise<Outcome<Result>> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), Math.max(1, milliseconds));
  const signal = AbortSignal.any([connection.signal, deadline.signal]);
  try {
    const response = await withSignal(connection.fetch(request(signal)), signal);
    return await (response.ok ? take : readErrorResponse)(response, signal);
  } catch (cause) {
    if (connection.signal.aborted) failWith({ kind: "cancelled" }, cause);
    if (cause instanceof IntervalsError) throw cause;
    return { done: false, failure: { kind: "unavailable" }, transient: true, mayHaveLanded: true, cause };
  } finally {
    clearTimeout(timer);
  }
}

function requestOf(connection: Connection, url: string, ask: RequestSpec, signal: AbortSignal): Request {
  const { credential } = connection;
  const headers = new Headers({
    Accept: ask.accept ?? "application/json",
    Authorization:
      credential.kind === "api_key" ? `Basic ${btoa(`API_KEY:${credential.key}`)}` : `Bearer ${credential.token}`,
    "User-Agent": USER_AGENT,
  });
  const init: RequestInit = { method: ask.method ?? "GET", headers, redirect: "manual", signal };
  if (ask.body instanceof FormData) init.body = ask.body;
  else if (ask.body !== undefined) {
    headers.set("Content-Type", "application/json");
    init.body = JSON.stringify(ask.body);
  }
  return new Request(url, init);
}

/** Full jitter, doubling; a `Retry-After` is kept to the second, plus a little so that callers spread. */
function waitBefore(tries: number, failure: IntervalsFailure, wait: number): number {
  if (failure.kind === "rate_limited") return failure.retryAfterSeconds * 1000 + Math.random() * 2 * wait;
  return Math.random() * wait * 2 ** tries;
}

/** @throws IntervalsError `unreadable` */
export function decode<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join(".") ?? "";
  return failWith({ kind: "unreadable", detail: `unexpected content at "${where}"` }, parsed.error);
}

/** It was written, but what it became is not known: nobody may be told to do it again. @throws IntervalsError `unknown_outcome` */
export function decodeWritten<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  try {
    return decode(schema, body);
  } catch (cause) {
    return failWith({ kind: "unknown_outcome" }, cause);
  }
}

async function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await scheduler.wait(milliseconds, { signal });
  } catch (cause) {
    failWith({ kind: "cancelled" }, cause);
  }
}
