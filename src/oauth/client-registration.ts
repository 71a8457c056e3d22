import type {
  ClientRegistrationCallbackOptions,
  ClientRegistrationCallbackResult,
} from "@cloudflare/workers-oauth-provider";
import { nameProblemOf } from "./client-impersonation.ts";

/**
 * Anyone can register, and clients are stored for months, so they have to be small. The limits are our choice; real
 * hosts stay far below them.
 */
const MAX_CHARACTERS = 4096;
const MAX_REDIRECTS = 10;
const MAX_NAME_LENGTH = 100;

/** Checks what a client wants to register (RFC 7591) beyond what the provider checks. */
export function validateClientMetadata({
  clientMetadata,
}: Pick<ClientRegistrationCallbackOptions, "clientMetadata">): ClientRegistrationCallbackResult | undefined {
  const { client_name, redirect_uris, software_statement } = clientMetadata;
  const redirects = Array.isArray(redirect_uris) ? redirect_uris.map(String) : [];
  const name = typeof client_name === "string" ? client_name : "";
  if (JSON.stringify(clientMetadata).length > MAX_CHARACTERS) return reject("The client metadata is too long.");
  if (name.length > MAX_NAME_LENGTH) return reject(`client_name may have at most ${MAX_NAME_LENGTH} characters.`);
  if (redirects.length > MAX_REDIRECTS) return reject(`At most ${MAX_REDIRECTS} redirect_uris are allowed.`);
  if (!redirects.every(hasPlainHost))
    return reject("The host of a redirect_uri contains characters that are not allowed in a host name.");
  if (software_statement !== undefined) {
    return { code: "unapproved_software_statement", description: "Software statements are not supported." };
  }
  const problem = nameProblemOf(name, redirects.flatMap(remoteHostOf));
  switch (problem?.kind) {
    case undefined:
      return undefined;
    case "belongs_to":
      return reject(`client_name uses the name “${problem.title}”, but the redirect_uris do not belong to it.`);
    case "characters":
      return reject("client_name may only contain letters of one script, digits and common punctuation.");
  }
}

/** The host that would receive the code, unless it stays on the user's computer. */
export function remoteHostOf(redirectUri: string): string[] {
  const { protocol, hostname } = new URL(redirectUri);
  return protocol === "https:" && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname) ? [hostname] : [];
}

/** The host becomes part of the page's Content-Security-Policy, and URLs allow more characters in it than host names. */
export const hasPlainHost = (redirectUri: string): boolean =>
  !/^https?:$/.test(new URL(redirectUri).protocol) ||
  /^([a-z0-9._-]+|\[[0-9a-f:.]+\])$/.test(new URL(redirectUri).hostname);

const reject = (description: string): ClientRegistrationCallbackResult => ({ description });
