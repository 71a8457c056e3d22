import { apiErrors } from "./api-errors.ts";
import type { Principal } from "./authentication.ts";
import type { Fields } from "./fields.ts";
import type { Query } from "./query.ts";
import type { AthleteState } from "./state/athlete-state.ts";

/** One request to one operation. */
export interface Call {
  readonly request: Request;
  readonly principal: Principal;
  /** The athlete in the path, or the one whose activity is in the path; else the owner. */
  readonly state: AthleteState;
  /** The owner, then the athletes that the owner coaches. */
  readonly athletes: readonly AthleteState[];
  readonly path: Readonly<Record<string, string>>;
  readonly query: Query;
  /** The body as JSON. */
  json(): Promise<unknown>;
}

/** Returns a value to send as JSON, `undefined` for an empty body, or a response. */
export type Handler = (call: Call) => unknown;

export type Method = "GET" | "PUT" | "POST" | "DELETE";

export interface Route {
  readonly method: Method;
  /** The path template of the API documentation, without `/api/v1`. */
  readonly template: string;
  readonly pattern: RegExp;
  readonly handler: Handler;
}

/** `{ext}` and `{format}` are an optional suffix of a segment; every other parameter is a whole segment. */
const patternOf = (template: string): RegExp =>
  new RegExp(
    `^${template
      .replaceAll(".", "\\.")
      .replace(/\{(ext|format)\}/g, "(?<$1>\\.\\w+)?")
      .replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`,
  );

const routeFor =
  (method: Method) =>
  (template: string, handler: Handler): Route => ({ method, template, pattern: patternOf(template), handler });

export const get = routeFor("GET");
export const put = routeFor("PUT");
export const post = routeFor("POST");
export const del = routeFor("DELETE");

export interface Match {
  readonly route: Route;
  readonly path: Record<string, string>;
}

export function matchRoute(
  routes: readonly Route[],
  method: string,
  pathname: string,
): Match | "method not allowed" | "not found" {
  const matching = routes.filter(({ pattern }) => pattern.test(pathname));
  // The template with the fewest parameters is the most specific one.
  const [route] = matching
    .filter((candidate) => candidate.method === method)
    .sort((a, b) => parametersIn(a.template) - parametersIn(b.template));
  if (!route) return matching.length > 0 ? "method not allowed" : "not found";
  const path = Object.entries(route.pattern.exec(pathname)?.groups ?? {}).filter(([, value]) => value !== undefined);
  return { route, path: Object.fromEntries(path.map(([name, value]) => [name, decoded(value)])) };
}

/** A segment with an invalid encoding is used unchanged. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

const parametersIn = (template: string): number => template.split("{").length;

export async function bodyObject(call: Call): Promise<Fields> {
  const body = await call.json();
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw apiErrors.malformedBody("expected an object");
  return { ...body };
}

export async function bodyObjects(call: Call): Promise<Fields[]> {
  const body = await call.json();
  if (!Array.isArray(body) || body.some((item) => typeof item !== "object" || item === null)) {
    throw apiErrors.malformedBody("expected an array of objects");
  }
  return body;
}
