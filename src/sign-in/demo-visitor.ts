import { type CookieName, readCookie, serializeCookie } from "../http/cookies.ts";
import { DEMO_RETENTION_DAYS } from "../sandbox/retention.ts";

const COOKIE: CookieName = "__Host-demo-visitor";
const MAX_AGE_SECONDS = DEMO_RETENTION_DAYS * 86_400;
const VISITOR = /^demo-[0-9a-f-]{36}$/;

/** The id of this browser's copy of the demo athlete, so that a returning visitor finds their changes again. */
export function demoVisitorOf(request: Request): string | undefined {
  const visitor = readCookie(request, COOKIE);
  return visitor !== undefined && VISITOR.test(visitor) ? visitor : undefined;
}

export const createDemoVisitor = (): string => `demo-${crypto.randomUUID()}`;

export const demoVisitorCookie = (visitor: string): string =>
  serializeCookie({ name: COOKIE, value: visitor, maxAgeSeconds: MAX_AGE_SECONDS, sameSite: "Lax" });
