import { parseJson } from "../json.ts";
import { failWith, type IntervalsFailure } from "./failure.ts";

/** What one try came to. */
export type Outcome<Result> =
  | { done: true; result: Result }
  | {
      done: false;
      failure: IntervalsFailure;
      /** Worth another try. */
      transient: boolean;
      /** The server may have acted on it all the same. */
      mayHaveLanded: boolean;
      cause?: unknown;
    };

/** No answer of the API that we ask for comes near this; what exceeds it would endanger the isolate's 128 MB. */
const MOST_BYTES = 24 * 1024 * 1024;

/** The JSON of an answer; nothing for an empty one. */
export async function readJson(response: Response, signal: AbortSignal): Promise<Outcome<unknown>> {
  const text = await readText(response, signal);
  if (text.trim() === "") return { done: true, result: undefined };
  const body = parseJson(text);
  if (body !== undefined) return { done: true, result: body };
  const failure: IntervalsFailure = { kind: "unreadable", detail: "the answer is not JSON" };
  return { done: false, failure, transient: true, mayHaveLanded: true };
}

/** An answer that is a file: as it is, unread. A page is never one. */
export async function takeFile(response: Response): Promise<Outcome<Response>> {
  if (!/\bhtml\b/i.test(response.headers.get("Content-Type") ?? "")) return { done: true, result: response };
  await response.body?.cancel();
  const failure: IntervalsFailure = { kind: "unavailable", status: response.status };
  return { done: false, failure, transient: true, mayHaveLanded: true };
}

/** What the server means by a "no". */
export async function readErrorResponse(response: Response, signal: AbortSignal): Promise<Outcome<never>> {
  const text = await readText(response, signal);
  const { status } = response;
  const reason = reasonIn(parseJson(text));
  const refused = (failure: IntervalsFailure): Outcome<never> => ({
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
  // The server reports arguments that it cannot convert as 500 with the exception's text (docs/intervals-api.md §1.5).
  if (status < 500 || (status === 500 && reason?.includes("Exception"))) {
    return refused({ kind: "rejected", status, reason: reason ?? `HTTP ${status}` });
  }
  return { done: false, failure: { kind: "unavailable", status }, transient: true, mayHaveLanded: true };
}

/** Both JSON error shapes carry `error`; one report shows it wrapped in an array (docs/intervals-api.md §1.5). */
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

/** `fetch` bound to an object (the demo athlete) does not end by itself when the signal fires. */
export function withSignal<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
