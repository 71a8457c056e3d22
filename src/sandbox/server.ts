import { Refusal, refusals } from "./api-errors.ts";
import { type Caller, callerOf, requireScope } from "./authentication.ts";
import { serverStamp } from "./local-date.ts";
import { queryOf } from "./query.ts";
import { areaOf, type Call, matchRoute, type Route } from "./router.ts";
import type { World } from "./state/athlete-state.ts";

const ROOT = "/api/v1";

export interface Door {
  readonly apiKey: string;
  readonly routes: readonly Route[];
  /** The owner of the key first, then those they coach. */
  readonly worlds: readonly World[];
}

/** Takes a request to its operation and sends back what the real server would, refusals included. */
export async function answer(request: Request, { apiKey, routes, worlds }: Door): Promise<Response> {
  const url = new URL(request.url);
  const [owner] = worlds;
  if (!owner) throw new Error("A door needs an owner");
  try {
    const pathname = url.pathname.startsWith(`${ROOT}/`) ? url.pathname.slice(ROOT.length) : "";
    const match = matchRoute(routes, request.method, pathname);
    if (match === "not found") return springError(404, "Not Found", url.pathname, owner.now());
    if (match === "method not allowed") return springError(405, "Method Not Allowed", url.pathname, owner.now());
    const { route, path } = match;
    const caller = callerOf(request, apiKey, owner.options);
    requireScope(caller, areaOf(route.template), request.method !== "GET");
    const call: Call = {
      request,
      caller,
      worlds,
      world: worldFor(route, path, caller, worlds) ?? owner,
      path,
      query: queryOf(url.searchParams),
      json: () => jsonBody(request),
    };
    const value = await route.handler(call);
    return value instanceof Response ? value : jsonAnswer(value, route.template);
  } catch (error) {
    if (error instanceof Refusal)
      return Response.json({ status: error.status, error: error.message }, { status: error.status });
    throw error;
  }
}

/** `0` is the caller; keys also reach the athletes their owner coaches, applications only the one who let them in. */
function worldFor(
  route: Route,
  path: Record<string, string>,
  caller: Caller,
  worlds: readonly World[],
): World | undefined {
  const reachable = caller.kind === "key" ? worlds : worlds.slice(0, 1);
  if (route.template.startsWith("/activity/")) {
    const found = reachable.find((world) => world.activities.get(path.id ?? ""));
    if (!found && !route.template.endsWith("/tombstone")) throw refusals.notFound("Activity");
    return found;
  }
  if (!route.template.startsWith("/athlete/{")) return undefined;
  const id = path.athleteId ?? path.id;
  const found = id === "0" ? worlds[0] : reachable.find(({ profile }) => profile.id === id);
  if (!found) throw refusals.accessDenied();
  return found;
}

async function jsonBody(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch (error) {
    throw refusals.malformedBody(String(error));
  }
}

/** Operations whose JSON the live server labels as text. */
const SENT_AS_TEXT = new Set([
  "/activity/{id}/intervals",
  "/athlete/{id}/events/{eventId}",
  "/athlete/{id}/wellness/{date}",
]);

function jsonAnswer(value: unknown, template: string): Response {
  if (value === undefined) return new Response(null);
  const type = SENT_AS_TEXT.has(template) ? "text/plain;charset=UTF-8" : "application/json";
  return new Response(JSON.stringify(value), { headers: { "Content-Type": type } });
}

/** What the framework says before any operation is reached. */
function springError(status: number, error: string, path: string, now: number): Response {
  return Response.json({ timestamp: serverStamp(now), status, error, path }, { status });
}
