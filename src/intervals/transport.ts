import type * as z from "zod";
import { type BodyLimit, withSignal } from "../bounded-body.ts";
import type { Connection, Timeouts } from "./connection.ts";
import { failWith, IntervalsError, type IntervalsFailure } from "./failure.ts";
import { type Download, type Get, MAX_RESPONSE_BYTES, type Mutate, type RequestSpec } from "./request-spec.ts";
import { addTokenDetails } from "./required-scope.ts";
import { type Attempt, readErrorResponse, readJson, toFileResponse } from "./response.ts";

export const USER_AGENT = "intervals-icu-remote-mcp";

const DEFAULT_TIMEOUTS: Timeouts = { attempt: 12_000, call: 30_000, backoff: 250 };
const MAX_ATTEMPTS = 4;

export interface Transport {
  get: Get;
  mutate: Mutate;
  download: Download;
}

/**
 * Sends requests with rate limit, timeouts, retries and decoding. Identical reads share one request until something is
 * written. The timeouts of a download end with its headers: how long the body takes depends on its reader.
 */
export function createTransport(connection: Connection): Transport {
  const reads = new Map<string, Promise<unknown>>();
  return {
    async get({ path, query, response, maxBytes }) {
      const url = urlOf(connection, { path, query: query ?? {} });
      const reading =
        reads.get(url) ??
        sendWithRetry({ connection, url, spec: { path, ...(maxBytes && { maxBytes }) }, read: readJson });
      reads.set(url, reading);
      reading.catch(() => reads.delete(url));
      return decode(response, await reading);
    },

    async mutate(spec) {
      try {
        const body = await sendWithRetry({ connection, url: urlOf(connection, spec), spec, read: readJson });
        return decodeWritten(spec.response, body);
      } finally {
        reads.clear();
      }
    },

    async download(spec) {
      const url = urlOf(connection, spec);
      const response = await sendWithRetry({ connection, url, spec: { ...spec, accept: "*/*" }, read: toFileResponse });
      return response ?? failWith({ kind: "not_found" });
    },
  };
}

function urlOf({ origin }: Connection, { path, query = {} }: Pick<RequestSpec, "path" | "query">): string {
  const url = new URL(`${origin}/api/v1/${path}`);
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    url.searchParams.set(name, Array.isArray(value) ? value.join(",") : String(value));
  }
  return url.href;
}

interface SendOptions<Value> {
  connection: Connection;
  url: string;
  spec: RequestSpec;
  /** Reads a successful response. */
  read: (response: Response, limit: BodyLimit) => Promise<Attempt<Value>>;
}

/**
 * The outcome is combined over all attempts: once one of them may have been applied, a later rejection no longer proves
 * that nothing changed.
 */
async function sendWithRetry<Value>(options: SendOptions<Value>): Promise<Value | undefined> {
  const { connection, spec } = options;
  const { method = "GET", repeatable = method === "GET" } = spec;
  const timeouts = { ...DEFAULT_TIMEOUTS, ...connection.timeouts };
  const deadline = Date.now() + timeouts.call;
  let mayBeApplied = false;
  for (let attempts = 1; ; attempts++) {
    await connection.acquire().catch((cause) => {
      throw mayBeApplied ? new IntervalsError({ kind: "unknown_outcome" }, { cause }) : cause;
    });
    const attempt = await sendOnce(options, Math.min(timeouts.attempt, deadline - Date.now()));
    if (attempt.ok) return attempt.value;
    const failure = addTokenDetails(attempt.error, { ...connection, spec });
    mayBeApplied ||= method !== "GET" && attempt.mayBeApplied;
    // An earlier attempt, whose response got lost, has deleted the record as requested.
    if (failure.kind === "not_found" && method === "DELETE" && mayBeApplied) return undefined;
    const mayRepeat = attempt.transient && (repeatable || !attempt.mayBeApplied);
    const wait = waitAfter(failure, { attempts, backoff: timeouts.backoff });
    if (!mayRepeat || attempts === MAX_ATTEMPTS || Date.now() + wait > deadline) {
      failWith(mayBeApplied ? { kind: "unknown_outcome" } : failure, attempt.cause);
    }
    await sleep(wait, connection.signal);
  }
}

/** The timeout covers `read`. A body that is read later is only aborted by the signal of the connection. */
async function sendOnce<Value>(
  { connection, url, spec, read }: SendOptions<Value>,
  timeoutMs: number,
): Promise<Attempt<Value>> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), Math.max(1, timeoutMs));
  const signal = AbortSignal.any([connection.signal, timeout.signal]);
  try {
    const request = new Request(url, { ...requestInit(connection, spec), signal });
    const response = await withSignal(connection.fetch(request), signal);
    const { method = "GET", maxBytes = MAX_RESPONSE_BYTES[method === "GET" ? "list" : "wholeRecords"] } = spec;
    return await (response.ok ? read : readErrorResponse)(response, { maxBytes, signal });
  } catch (cause) {
    if (connection.signal.aborted) failWith({ kind: "cancelled" }, cause);
    if (cause instanceof IntervalsError) throw cause;
    return { ok: false, error: { kind: "unavailable" }, transient: true, mayBeApplied: true, cause };
  } finally {
    clearTimeout(timer);
  }
}

function requestInit({ credential }: Connection, spec: RequestSpec): RequestInit {
  const { method = "GET", body, accept = "application/json" } = spec;
  const headers = new Headers({
    Accept: accept,
    Authorization:
      credential.kind === "api_key" ? `Basic ${btoa(`API_KEY:${credential.key}`)}` : `Bearer ${credential.token}`,
    "User-Agent": USER_AGENT,
  });
  const init: RequestInit = { method, headers, redirect: "manual" };
  if (body === undefined) return init;
  if (body instanceof FormData) return { ...init, body };
  headers.set("Content-Type", "application/json");
  return { ...init, body: JSON.stringify(body) };
}

/** Exponential backoff with full jitter, in ms. `Retry-After` is the minimum, with jitter so that clients do not retry at once. */
function waitAfter(failure: IntervalsFailure, { attempts, backoff }: { attempts: number; backoff: number }): number {
  if (failure.kind === "rate_limited") return failure.retryAfterSeconds * 1000 + Math.random() * 2 * backoff;
  return Math.random() * backoff * 2 ** attempts;
}

/** @throws IntervalsError `unreadable` */
export function decode<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join(".") ?? "";
  return failWith({ kind: "unreadable", detail: `unexpected content at "${where}"` }, parsed.error);
}

/**
 * Decodes the response to a write. The write was applied even if its response cannot be decoded.
 * @throws IntervalsError `unknown_outcome`
 */
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
