import { refusals } from "./api-errors.ts";
import type { DemoOptions } from "./seed/profile.ts";

/** Who calls: the owner with their API key, or an application that the owner let in. */
export type Caller = { kind: "key" } | { kind: "app"; scope: string; clientId: number };

const USER_NAME = "API_KEY";

export function callerOf(request: Request, apiKey: string, { tokens }: DemoOptions): Caller {
  const header = request.headers.get("Authorization");
  if (!header) throw refusals.unauthenticated();
  const [scheme = "", credential = ""] = header.split(" ");
  if (scheme === "Basic") {
    if (decodeBase64(credential) === `${USER_NAME}:${apiKey}`) return { kind: "key" };
    throw refusals.unauthenticated();
  }
  if (scheme === "Bearer") {
    // An API key is no token: the server knows it and says no.
    if (credential === apiKey) throw refusals.accessDenied();
    const grant = tokens.find(({ token }) => token === credential);
    if (grant) return { kind: "app", scope: grant.scope, clientId: grant.clientId };
    throw refusals.unauthenticated();
  }
  throw refusals.accessDenied();
}

function decodeBase64(text: string): string {
  try {
    return atob(text);
  } catch {
    throw refusals.badBase64();
  }
}

/** The areas of the API that an application is let into one by one. */
export type Area = "ACTIVITY" | "WELLNESS" | "CALENDAR" | "LIBRARY" | "SETTINGS" | "CHATS";

export function requireScope(caller: Caller, area: Area, writes: boolean): void {
  if (caller.kind === "key") return;
  const granted = caller.scope.split(",");
  // WRITE implies READ.
  const enough = writes ? [`${area}:WRITE`] : [`${area}:READ`, `${area}:WRITE`];
  if (!enough.some((scope) => granted.includes(scope))) throw refusals.accessDenied();
}
