import { apiErrors } from "./api-errors.ts";

/** The owner with their API key, or an application with an access token. */
export type Principal = { kind: "key" } | ({ kind: "app" } & Grant);

export const clientIdOf = (principal: Principal): number | null =>
  principal.kind === "app" ? principal.clientId : null;

const USER_NAME = "API_KEY";

export interface Grant {
  readonly scope: string;
  readonly clientId: number;
}

/** The grant that an access token belongs to. */
export type FindGrant = (token: string) => Grant | undefined;

export interface Credentials {
  readonly apiKey: string;
  readonly findGrant: FindGrant;
}

export function authenticate(request: Request, { apiKey, findGrant }: Credentials): Principal {
  const header = request.headers.get("Authorization");
  if (!header) throw apiErrors.unauthenticated();
  const [scheme = "", credential = ""] = header.split(" ");
  if (scheme === "Basic") {
    if (decodeBase64(credential) === `${USER_NAME}:${apiKey}`) return { kind: "key" };
    throw apiErrors.unauthenticated();
  }
  if (scheme === "Bearer") {
    // The live server distinguishes an API key in the wrong scheme from an unknown token.
    if (credential === apiKey) throw apiErrors.accessDenied();
    const grant = findGrant(credential);
    if (grant) return { kind: "app", ...grant };
    throw apiErrors.unauthenticated();
  }
  throw apiErrors.accessDenied();
}

function decodeBase64(text: string): string {
  try {
    return atob(text);
  } catch {
    throw apiErrors.badBase64();
  }
}

interface Operation {
  readonly method: string;
  readonly template: string;
}

/** An API key may call every operation, an application only those that its scopes cover. */
export function requireScope(principal: Principal, { method, template }: Operation): void {
  if (principal.kind === "key") return;
  const area = scopeAreaOf(template);
  // WRITE includes READ.
  const sufficient = method === "GET" ? [`${area}:READ`, `${area}:WRITE`] : [`${area}:WRITE`];
  const granted = principal.scope.split(",");
  if (!sufficient.some((scope) => granted.includes(scope))) throw apiErrors.accessDenied();
}

type ScopeArea = "ACTIVITY" | "WELLNESS" | "CALENDAR" | "LIBRARY" | "SETTINGS" | "CHATS";

function scopeAreaOf(template: string): ScopeArea {
  if (/^\/athlete\/\{\w+\}\/wellness/.test(template)) return "WELLNESS";
  if (/event|workouts\.zip|apply-plan|training-plan/.test(template)) return "CALENDAR";
  if (/folder|workout/.test(template)) return "LIBRARY";
  if (/^\/chats|\/chats|\/groups|messages/.test(template)) return "CHATS";
  if (/activit|curve|mmp-model/.test(template)) return "ACTIVITY";
  if (/athlete-summary/.test(template)) return "WELLNESS";
  return "SETTINGS";
}
