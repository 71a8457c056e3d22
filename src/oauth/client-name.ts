import { AuthorizationError, type ConsentDescription } from "@cloudflare/workers-oauth-provider";
import { nameProblemOf } from "./client-impersonation.ts";
import { hasPlainHost, remoteHostOf } from "./client-registration.ts";

/** Domains whose client metadata documents belong to well-known host apps. */
const KNOWN_DOMAINS = new Set(["claude.ai", "claude.com", "chatgpt.com", "vscode.dev", "cursor.com", "www.cursor.com"]);

/** Control, bidirectional and invisible characters, which can make one name look like another. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;
const MAX_NAME_LENGTH = 64;

/** A name as it can be shown on a page. An attacker may have chosen it. */
export function plainName(name: string): string {
  const plain = name.normalize("NFC").replace(INVISIBLE, "").replace(/\s+/g, " ").trim();
  const short = [...plain].slice(0, MAX_NAME_LENGTH).join("");
  return short === "" ? "An app without a name" : short;
}

/** @throws AuthorizationError if the client may not use its name, or its redirect URI is not plain */
export function rejectImpersonation(details: ConsentDescription): ConsentDescription {
  const { clientName, clientDomain, redirectUri } = details;
  if (!hasPlainHost(redirectUri)) throw invalidRequest("Invalid redirect URI");
  const problem = nameProblemOf(clientName, [...remoteHostOf(redirectUri), ...(clientDomain ? [clientDomain] : [])]);
  switch (problem?.kind) {
    case undefined:
      return details;
    case "belongs_to":
      throw invalidRequest(`it uses the name “${problem.title}”, which belongs to somebody else`);
    case "characters":
      throw invalidRequest("its name contains letters of more than one script, or symbols");
  }
}

const invalidRequest = (description: string) => new AuthorizationError("invalid_request", { description });

/** Whether the client's name can be trusted, and why, in words for the user. */
export function trustOf({ clientDomain, redirectIsLoopback }: ConsentDescription): {
  isKnown: boolean;
  message: string;
} {
  if (clientDomain && KNOWN_DOMAINS.has(clientDomain)) {
    const message = redirectIsLoopback
      ? `Published by ${clientDomain}, but any program on this computer can use this name.`
      : `Verified: published by ${clientDomain}.`;
    return { isKnown: !redirectIsLoopback, message };
  }
  if (clientDomain) return { isKnown: false, message: `Published at ${clientDomain}. We do not know this app.` };
  return { isKnown: false, message: "Not verified: the app chose this name itself." };
}

/** What headings call an app: a name that was verified, otherwise where access is sent. Anybody can choose a name. */
export function headingOf(details: ConsentDescription): string {
  if (trustOf(details).isKnown) return plainName(details.clientName);
  return details.redirectIsLoopback ? "an app on this computer" : details.redirectHost;
}
