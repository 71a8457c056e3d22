/** Which copy of the demo athlete a browser has: a random name in a cookie, so that what was planned is still there. */
const COOKIE = "__Host-demo-athlete";
const THIRTY_DAYS = 30 * 86_400;

export function knownDemoVisitor(request: Request): string | undefined {
  const cookies = request.headers.get("Cookie") ?? "";
  return new RegExp(`(?:^|;\\s*)${COOKIE}=(demo-[0-9a-f-]{36})(?:;|$)`).exec(cookies)?.[1];
}

export const newDemoVisitor = (): string => `demo-${crypto.randomUUID()}`;

export function rememberDemoVisitor(visitor: string): string {
  return `${COOKIE}=${visitor}; Path=/; Max-Age=${THIRTY_DAYS}; Secure; HttpOnly; SameSite=Lax`;
}
