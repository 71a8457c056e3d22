import { type BodyLimit, readStart, readWhole } from "../bounded-body.ts";
import { parseJson } from "../json.ts";
import { createByteBudget } from "./byte-budget.ts";
import { failWith, type IntervalsFailure } from "./failure.ts";
import { cleanJson } from "./visible-text.ts";

/** The outcome of one HTTP exchange. */
export type Attempt<Value> =
  | { ok: true; value: Value }
  | {
      ok: false;
      error: IntervalsFailure;
      /** Another attempt may succeed. */
      transient: boolean;
      /** The server may have processed the request nevertheless. */
      mayBeApplied: boolean;
      cause?: unknown;
    };

/** Of large bodies that an isolate reads into memory at the same time, for all its users. Our choice. */
export const reserveMemory = createByteBudget({ total: 48 * 1024 * 1024, holdMilliseconds: 30_000 });

/** Of an error response only the reason is used. Our choice. */
const MAX_ERROR_BYTES = 64 * 1024;

/** Reads a JSON response, cleaned; `undefined` if its body is empty. */
export async function readJson(response: Response, limit: BodyLimit): Promise<Attempt<unknown>> {
  const text = await readText(response, limit);
  if (text.trim() === "") return { ok: true, value: undefined };
  const value = cleanJson(parseJson(text));
  if (value !== undefined) return { ok: true, value };
  const error: IntervalsFailure = { kind: "unreadable", detail: "the response is not JSON" };
  return { ok: false, error, transient: true, mayBeApplied: true };
}

/**
 * Accepts the response to a download, without reading its body. No file of the API is HTML, so HTML comes from a proxy in
 * front of it.
 */
export async function toFileResponse(response: Response): Promise<Attempt<Response>> {
  if (!/\bhtml\b/i.test(response.headers.get("Content-Type") ?? "")) return { ok: true, value: response };
  await response.body?.cancel();
  return {
    ok: false,
    error: { kind: "unavailable", status: response.status },
    transient: true,
    mayBeApplied: true,
  };
}

/** Reads a response with an error status (docs/intervals-api.md §1.5). */
export async function readErrorResponse(response: Response, limit: BodyLimit): Promise<Attempt<never>> {
  const text = await readErrorText(response, limit);
  const { status } = response;
  const reason = reasonIn(cleanJson(parseJson(text)));
  const rejected = (error: IntervalsFailure): Attempt<never> => ({
    ok: false,
    error,
    transient: false,
    mayBeApplied: false,
  });
  // HTML comes from a proxy in front of the API, so its status does not describe the request.
  if (/^\s*</.test(text)) {
    return { ok: false, error: { kind: "unavailable", status }, transient: true, mayBeApplied: status >= 500 };
  }
  if (status === 401) return rejected({ kind: "unauthorized" });
  if (status === 403) return rejected({ kind: "forbidden" });
  if (status === 404) return rejected({ kind: "not_found" });
  if (status === 429) {
    const error: IntervalsFailure = { kind: "rate_limited", retryAfterSeconds: retryAfter(response) ?? 1 };
    return { ok: false, error, transient: true, mayBeApplied: false };
  }
  if (status === 422 && reason?.includes("Strava")) return rejected({ kind: "strava" });
  // An argument that the server cannot convert gives 500 with the text of the exception (docs/intervals-api.md §1.5).
  if (status < 500 || (status === 500 && reason?.includes("Exception"))) {
    return rejected({ kind: "rejected", status, reason: reason ?? `HTTP ${status}` });
  }
  return { ok: false, error: { kind: "unavailable", status }, transient: true, mayBeApplied: true };
}

/** Both shapes of a JSON error have `error`; one report shows it in an array (docs/intervals-api.md §1.5). */
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

async function readText({ body }: Response, limit: BodyLimit): Promise<string> {
  if (!body) return "";
  const bytes = await readWhole(body, { ...limit, reserve: reserveMemory });
  if (bytes) return new TextDecoder().decode(bytes);
  const megabytes = Math.round(limit.maxBytes / (1024 * 1024));
  const detail = `the response is larger than ${megabytes} MiB; ask for less at once, such as a shorter range`;
  return failWith({ kind: "unreadable", detail });
}

async function readErrorText({ body }: Response, limit: BodyLimit): Promise<string> {
  if (!body) return "";
  const { bytes } = await readStart(body, { ...limit, maxBytes: MAX_ERROR_BYTES });
  return new TextDecoder().decode(bytes);
}
