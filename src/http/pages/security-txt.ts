import type { Config } from "../../config.ts";

export const SECURITY_PATH = "/.well-known/security.txt";

/** RFC 9116 recommends less than a year, so that stale contacts expire. */
const VALID_MILLISECONDS = 180 * 86_400_000;

/** Where to report vulnerabilities (RFC 9116). */
export function securityTxt({ publicUrl, securityContact }: Config, now: number): string {
  return [
    `Contact: ${securityContact}`,
    `Expires: ${new Date(now + VALID_MILLISECONDS).toISOString()}`,
    "Preferred-Languages: en",
    `Canonical: ${publicUrl}${SECURITY_PATH}`,
    `Policy: ${publicUrl}/privacy#vulnerabilities`,
    "",
  ].join("\n");
}
