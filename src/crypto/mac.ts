import { toBase64Url } from "./base64url.ts";
import { sha256Bytes } from "./digest.ts";

/** HMAC-SHA-256, base64url. */
export async function mac(secret: string, message: string): Promise<string> {
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["sign"]);
  return toBase64Url(new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(message))));
}

/** Compares secrets in constant time, whatever their lengths. */
export async function isSameSecret(given: string, expected: string): Promise<boolean> {
  return crypto.subtle.timingSafeEqual(await sha256Bytes(given), await sha256Bytes(expected));
}
