import { refusals } from "./api-errors.ts";
import type { Area, Caller } from "./authentication.ts";
import type { Fields } from "./fields.ts";
import type { Query } from "./query.ts";
import type { World } from "./state/athlete-state.ts";

/** One call of one operation. */
export interface Call {
  readonly request: Request;
  readonly caller: Caller;
  /** The athlete that the path names, or whose activity it names; the owner where it names nobody. */
  readonly world: World;
  readonly worlds: readonly World[];
  readonly path: Readonly<Record<string, string>>;
  readonly query: Query;
  /** The body as JSON. */
  json(): Promise<unknown>;
}

/** Answers with a value that is sent as JSON, with `undefined` for an empty body, or with a response of its own. */
export type Handler = (call: Call) => unknown;

export type Method = "GET" | "PUT" | "POST" | "DELETE";

export interface Route {
  readonly method: Method;
  /** As the API's documentation writes it, without `/api/v1`. */
  readonly template: string;
  readonly pattern: RegExp;
  readonly handler: Handler;
}

/** `{ext}` and `{format}` are glued to the segment before them and may be missing; every other name is a whole segment. */
const patternOf = (template: string): RegExp =>
  new RegExp(
    `^${template
      .replaceAll(".", "\\.")
      .replace(/\{(ext|format)\}/g, "(?<$1>\\.\\w+)?")
      .replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`,
  );

const routes =
  (method: Method) =>
  (template: string, handler: Handler): Route => ({ method, template, pattern: patternOf(template), handler });

export const get = routes("GET");
export const put = routes("PUT");
export const post = routes("POST");
export const del = routes("DELETE");

export type Match = { route: Route; path: Record<string, string> } | "method not allowed" | "not found";

export function matchRoute(all: readonly Route[], method: string, pathname: string): Match {
  const fitting = all.filter(({ pattern }) => pattern.test(pathname));
  // A template that spells a segment out wins over one that takes any.
  const [route] = fitting
    .filter((candidate) => candidate.method === method)
    .sort((a, b) => variablesIn(a.template) - variablesIn(b.template));
  if (!route) return fitting.length > 0 ? "method not allowed" : "not found";
  const path = Object.entries(route.pattern.exec(pathname)?.groups ?? {}).filter(([, value]) => value !== undefined);
  return { route, path: Object.fromEntries(path.map(([name, value]) => [name, decoded(value)])) };
}

/** A segment that is no proper encoding stands for itself. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

const variablesIn = (template: string): number => template.split("{").length;

/** What an application must be let into to call an operation. */
export function areaOf(template: string): Area {
  if (/^\/athlete\/\{\w+\}\/wellness/.test(template)) return "WELLNESS";
  if (/event|workouts\.zip|apply-plan|training-plan/.test(template)) return "CALENDAR";
  if (/folder|workout/.test(template)) return "LIBRARY";
  if (/^\/chats|\/chats|\/groups|messages/.test(template)) return "CHATS";
  if (/activit|curve|mmp-model/.test(template)) return "ACTIVITY";
  if (/athlete-summary/.test(template)) return "WELLNESS";
  return "SETTINGS";
}

export async function bodyObject(call: Call): Promise<Fields> {
  const body = await call.json();
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw refusals.malformedBody("expected an object");
  return { ...body };
}

export async function bodyObjects(call: Call): Promise<Fields[]> {
  const body = await call.json();
  if (!Array.isArray(body) || body.some((item) => typeof item !== "object" || item === null)) {
    throw refusals.malformedBody("expected an array of objects");
  }
  return body;
}
