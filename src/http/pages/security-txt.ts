import type { Config } from "../../config.ts";

export const SECURITY_PATH = "/.well-known/security.txt";

/** RFC 9116 wants less than a year, so that nobody trusts what has been forgotten. */
const VALID_MILLISECONDS = 180 * 86_400_000;

/** To whom weaknesses are reported (RFC 9116). */
export function securityText({ publicUrl, securityContact }: Config, now: number): string {
  return [
    `Contact: ${securityContact}`,
    `Expires: ${new Date(now + VALID_MILLISECONDS).toISOString()}`,
    "Preferred-Languages: en",
    `Canonical: ${publicUrl}${SECURITY_PATH}`,
    `Policy: ${publicUrl}/privacy#weaknesses`,
    "",
  ].join("\n");
}
