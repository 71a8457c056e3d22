import { ApiError, apiErrors } from "./api-errors.ts";
import { authenticate, type Credentials, type Principal, requireScope } from "./authentication.ts";
import { serverStamp } from "./local-date.ts";
import { queryOf } from "./query.ts";
import { type Call, type Match, matchRoute } from "./router.ts";
import { ROUTES } from "./routes/all.ts";
import type { AthleteState } from "./state/athlete-state.ts";

const ROOT = "/api/v1";

export interface Server extends Credentials {
  readonly owner: AthleteState;
  /** The athletes that the owner coaches. */
  readonly coached: readonly AthleteState[];
}

/** Responds as the live server would, including to invalid requests. */
export async function handleRequest(request: Request, { owner, coached, ...credentials }: Server): Promise<Response> {
  const url = new URL(request.url);
  try {
    const pathname = url.pathname.startsWith(`${ROOT}/`) ? url.pathname.slice(ROOT.length) : "";
    const match = matchRoute(ROUTES, request.method, pathname);
    if (match === "not found") return frameworkError(404, "Not Found", { path: url.pathname, now: owner.now() });
    if (match === "method not allowed")
      return frameworkError(405, "Method Not Allowed", { path: url.pathname, now: owner.now() });
    const { route, path } = match;
    const principal = authenticate(request, credentials);
    requireScope(principal, route);
    const athletes = [owner, ...coached];
    const call: Call = {
      request,
      principal,
      athletes,
      state: athleteFor(match, principal, athletes) ?? owner,
      path,
      query: queryOf(url.searchParams),
      json: () => jsonBody(request),
    };
    const value = await route.handler(call);
    return value instanceof Response ? value : jsonResponse(value, route.template);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return Response.json({ status: error.status, error: error.message }, { status: error.status });
  }
}

/** The athlete in the path, where `0` is the owner. Applications cannot access the athletes that the owner coaches. */
function athleteFor(
  { route, path }: Match,
  principal: Principal,
  athletes: readonly AthleteState[],
): AthleteState | undefined {
  const accessible = principal.kind === "key" ? athletes : athletes.slice(0, 1);
  if (route.template.startsWith("/activity/")) {
    const found = accessible.find((state) => state.activities.get(path.id ?? ""));
    if (!found && !route.template.endsWith("/tombstone")) throw apiErrors.notFound("Activity");
    return found;
  }
  if (!route.template.startsWith("/athlete/{")) return undefined;
  const id = path.athleteId ?? path.id;
  const found = id === "0" ? athletes[0] : accessible.find(({ profile }) => profile.id === id);
  if (!found) throw apiErrors.accessDenied();
  return found;
}

async function jsonBody(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch (error) {
    throw apiErrors.malformedBody(String(error));
  }
}

/** Operations whose JSON the live server labels as text. */
const LABELED_AS_TEXT = new Set([
  "/activity/{id}/intervals",
  "/athlete/{id}/events/{eventId}",
  "/athlete/{id}/wellness/{date}",
]);

function jsonResponse(value: unknown, template: string): Response {
  if (value === undefined) return new Response(null);
  const type = LABELED_AS_TEXT.has(template) ? "text/plain;charset=UTF-8" : "application/json";
  return new Response(JSON.stringify(value), { headers: { "Content-Type": type } });
}

/** The error format of Spring, which answers requests that match no operation. */
function frameworkError(status: number, error: string, { path, now }: { path: string; now: number }): Response {
  return Response.json({ timestamp: serverStamp(now), status, error, path }, { status });
}
