import { type AuthRequest, authorizationErrorRedirect } from "@cloudflare/workers-oauth-provider";

/** Sends the browser back to the app, to the `Location` in `headers`. */
export function redirectToClient(headers: Headers): Response {
  headers.set("Cache-Control", "no-store");
  return new Response(null, { status: 302, headers });
}

/** Tells the app that the user denied it access. */
export function denyClient(authRequest: AuthRequest, description: string, headers: Headers): Response {
  headers.set("Location", authorizationErrorRedirect(authRequest, "access_denied", description));
  return redirectToClient(headers);
}
