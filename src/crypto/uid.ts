import { toBase64Url } from "./envelope.ts";

/** Where an owner id comes from; the demo athletes are a world of their own. */
export type OwnerRealm = "intervals" | "demo";

/**
 * The pseudonym under which everything about a person is kept: grants, tokens, object names, log lines. It cannot be
 * turned back into the Intervals.icu id without the pepper, and it contains no `:`, which separates parts of tokens.
 */
export async function uidOf(pepper: string, realm: OwnerRealm, ownerId: string): Promise<string> {
  return `u${(await mac(pepper, `${realm}:${ownerId}`)).slice(0, 26)}`;
}

/** HMAC-SHA-256, base64url. */
export async function mac(secret: string, message: string): Promise<string> {
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["sign"]);
  return toBase64Url(new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(message))));
}

/** SHA-256, base64url: enough to recognise a random token, not enough to use it. */
export async function fingerprintOf(token: string): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token))));
}
