import { AuthorizationError, type ConsentDescription } from "@cloudflare/workers-oauth-provider";
import { borrowedName } from "./client-impersonation.ts";
import { hasPlainHost, remoteHostOf } from "./client-registration.ts";

/** Domains whose client metadata documents we know to belong to the makers of these hosts. */
const KNOWN_DOMAINS = new Set(["claude.ai", "claude.com", "chatgpt.com", "vscode.dev", "cursor.com", "www.cursor.com"]);

/** Control, bidirectional and invisible characters, with which a name could pretend to be another. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;
const LONGEST_NAME = 64;

/** A client's name, as it may stand on a page: an attacker chooses it. */
export function plainName(name: string): string {
  const plain = name.normalize("NFC").replace(INVISIBLE, "").replace(/\s+/g, " ").trim();
  const short = [...plain].slice(0, LONGEST_NAME).join("");
  return short === "" ? "An app without a name" : short;
}

/** Apps that bear another's name are not even shown. @throws AuthorizationError */
export function withOwnName(details: ConsentDescription): ConsentDescription {
  const { clientName, clientDomain, redirectUri } = details;
  const hosts = [...remoteHostOf(redirectUri), ...(clientDomain ? [clientDomain] : [])];
  const owner = borrowedName(clientName, hosts);
  if (owner === undefined && hasPlainHost(redirectUri)) return details;
  const description = owner ? `it bears the name of ${owner}, who has nothing to do with it` : "Invalid redirect URI";
  throw new AuthorizationError("invalid_request", { description });
}

/** How far the name of a client can be believed, and the sentence that says so. */
export function trustOf({ clientDomain, redirectIsLoopback }: ConsentDescription): { known: boolean; says: string } {
  if (clientDomain && KNOWN_DOMAINS.has(clientDomain)) {
    const says = redirectIsLoopback
      ? `Published by ${clientDomain}, but any program on this computer can use this name.`
      : `Verified: published by ${clientDomain}.`;
    return { known: !redirectIsLoopback, says };
  }
  if (clientDomain) return { known: false, says: `Published at ${clientDomain}. We do not know this app.` };
  return { known: false, says: "Not verified: the app chose this name itself." };
}
