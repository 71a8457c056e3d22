import { apiErrors } from "./api-errors.ts";
import type { DemoOptions } from "./seed/profile.ts";

/** The owner with their API key, or an application with an access token. */
export type Caller = { kind: "key" } | { kind: "app"; scope: string; clientId: number };

export const clientIdOf = (caller: Caller): number | null => (caller.kind === "app" ? caller.clientId : null);

const USER_NAME = "API_KEY";

export function authenticate(request: Request, apiKey: string, { tokens }: DemoOptions): Caller {
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
    const grant = tokens.find(({ token }) => token === credential);
    if (grant) return { kind: "app", scope: grant.scope, clientId: grant.clientId };
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
export function requireScope(caller: Caller, { method, template }: Operation): void {
  if (caller.kind === "key") return;
  const area = scopeAreaOf(template);
  // WRITE includes READ.
  const sufficient = method === "GET" ? [`${area}:READ`, `${area}:WRITE`] : [`${area}:WRITE`];
  const granted = caller.scope.split(",");
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
