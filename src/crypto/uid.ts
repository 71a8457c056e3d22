import { mac } from "./mac.ts";

/** Owner ids of Intervals.icu and ids of demo visitors are separate namespaces. */
export type OwnerRealm = "intervals" | "demo";

/**
 * The pseudonym that identifies a user everywhere else: in grants, tokens, object names and logs. It cannot be traced
 * back to an Intervals.icu id without the pepper. It contains no `:`, which separates the parts of a token.
 */
export async function uidOf(pepper: string, realm: OwnerRealm, ownerId: string): Promise<string> {
  return `u${(await mac(pepper, `${realm}:${ownerId}`)).slice(0, 26)}`;
}
