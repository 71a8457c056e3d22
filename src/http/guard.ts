import type { MiddlewareHandler } from "hono";
import { type Config, configOf } from "../config.ts";
import { readBody } from "./body.ts";
import { isOverLimit, type RateLimits } from "./rate-limits.ts";
import { type Reject, rejectInText } from "./rejections.ts";

/** What a request must meet before its route handles it. */
export interface Policy {
  maxBodyBytes: number;
  /** `form`: anything else is refused, because the handler reads the fields. */
  body: "form" | "json-rpc" | "any";
  /**
   * Web pages whose requests are accepted. `own`: only pages of this server may send requests that change something.
   * `any`: for routes that accept neither cookies nor anything else that a browser adds by itself.
   */
  origins: "own" | "any" | ReadonlySet<string>;
  limits?: RateLimits;
  reject: Reject;
}

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;
const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);
const FORM_TYPES = /^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i;

/**
 * Rejects malformed, oversized and foreign requests before handlers and libraries see them, some of which would spend
 * seconds on them. Hands on the request with its body read.
 */
export function guard(policy: Policy): MiddlewareHandler<{ Bindings: Env }> {
  return async (c, next) => {
    const request = c.req.raw;
    const admitted = rejectOrigin(request, configOf(c.env), policy) ?? (await readBoundedBody(request, policy));
    if (admitted instanceof Response) return admitted;
    if (await isOverLimit(admitted, c.env, policy.limits)) return tooMany(policy);
    c.req.raw = admitted;
    return next();
  };
}

/** DNS rebinding protection, which MCP requires. */
export const rejectHost: MiddlewareHandler<{ Bindings: Env }> = async (c, next) => {
  const { publicUrl } = configOf(c.env);
  const [url, own] = [new URL(c.req.url), new URL(publicUrl)];
  const isOwn = url.host === own.host || (LOOPBACK.test(url.hostname) && LOOPBACK.test(own.hostname));
  return isOwn ? next() : rejectInText(403, `The address of this server is ${publicUrl}.`);
};

/** RFC 6749 §3.1: parameters must not be repeated. The code is only ever returned in the query. */
export const rejectAmbiguousQuery: MiddlewareHandler = async (c, next) => {
  const { searchParams } = new URL(c.req.url);
  const names = [...searchParams.keys()];
  if (new Set(names).size < names.length) return rejectInText(400, "A query parameter is repeated.");
  const mode = searchParams.get("response_mode") ?? "query";
  return mode === "query" ? next() : rejectInText(400, "The only supported response_mode is query.");
};

function rejectOrigin(request: Request, { publicUrl }: Config, { origins, reject }: Policy): Response | undefined {
  if (origins === "any" || (origins === "own" && SAFE_METHODS.has(request.method))) return undefined;
  const origin = request.headers.get("Origin");
  const isAllowed =
    origin === null
      ? !isFromOtherSite(request)
      : origin === publicUrl || (origins !== "own" && (origins.has(origin) || isLocalTool(origin, publicUrl)));
  return isAllowed ? undefined : reject(403, "Requests from this web page are not allowed.");
}

/**
 * Every browser sends Origin with a form post. Programs that are not browsers send neither header, and have no cookies
 * that somebody else could use. This covers a browser extension or proxy that removes Origin.
 */
const isFromOtherSite = (request: Request): boolean =>
  /^(cross|same)-site$/.test(request.headers.get("Sec-Fetch-Site") ?? "");

/** During development, tools such as the MCP Inspector call from a page on another port of the same computer. */
const isLocalTool = (origin: string, publicUrl: string): boolean =>
  LOOPBACK.test(new URL(publicUrl).hostname) && URL.canParse(origin) && LOOPBACK.test(new URL(origin).hostname);

async function readBoundedBody(request: Request, { maxBodyBytes, body, reject }: Policy): Promise<Request | Response> {
  const isForm = body === "form" && !SAFE_METHODS.has(request.method);
  if (!isForm && !request.body) return request;
  const stream = request.body ?? new Blob().stream();
  const bytes = await readBody(stream, { maxBytes: maxBodyBytes, isJsonRpc: body === "json-rpc" });
  if (!bytes.ok) return reject(bytes.error.status, bytes.error.message);
  const read = new Request(request, { body: bytes.value });
  return isForm ? readForm(read, bytes.value.length === 0, reject) : read;
}

async function readForm(request: Request, isEmpty: boolean, reject: Reject): Promise<Request | Response> {
  const type = request.headers.get("Content-Type");
  // A program that presses a button without fields.
  if (type === null && isEmpty) return new Request(request, { body: new URLSearchParams() });
  if (!FORM_TYPES.test(type ?? "")) {
    return reject(415, "Send the form as application/x-www-form-urlencoded or multipart/form-data.");
  }
  return (await isReadableForm(request)) ? request : reject(400, "The form could not be read.");
}

const isReadableForm = (request: Request): Promise<boolean> =>
  request
    .clone()
    .formData()
    .then(
      () => true,
      () => false,
    );

function tooMany({ reject }: Policy): Response {
  const rejection = reject(429, "Too many requests from your network. Try again in a minute.");
  rejection.headers.set("Retry-After", "60");
  return rejection;
}
