import type {
  ClientRegistrationCallbackOptions,
  ClientRegistrationCallbackResult,
} from "@cloudflare/workers-oauth-provider";
import { borrowedName } from "./client-impersonation.ts";

/** Whoever asks is stored for months without having proved anything: it must be little. Ours; real hosts stay far below. */
const MOST_CHARACTERS = 4096;
const MOST_REDIRECTS = 10;
const LONGEST_NAME = 100;

/** What a client may register (RFC 7591), beyond what the provider checks. */
export function judgeRegistration({
  clientMetadata,
}: Pick<ClientRegistrationCallbackOptions, "clientMetadata">): ClientRegistrationCallbackResult | undefined {
  const { client_name, redirect_uris, software_statement } = clientMetadata;
  const redirects = Array.isArray(redirect_uris) ? redirect_uris.map(String) : [];
  const name = typeof client_name === "string" ? client_name : "";
  if (JSON.stringify(clientMetadata).length > MOST_CHARACTERS) return refuse("The description is too long.");
  if (name.length > LONGEST_NAME) return refuse(`client_name has at most ${LONGEST_NAME} characters.`);
  if (redirects.length > MOST_REDIRECTS) return refuse(`There are at most ${MOST_REDIRECTS} redirect_uris.`);
  if (!redirects.every(hasPlainHost)) return refuse("The host of a redirect_uri has characters that no host has.");
  if (software_statement !== undefined) {
    return { code: "unapproved_software_statement", description: "No software statements are accepted here." };
  }
  const owner = borrowedName(name, redirects.flatMap(remoteHostOf));
  return owner === undefined ? undefined : refuse(`The name belongs to ${owner}, the redirect_uris do not.`);
}

/** The host to which access would leave this person's computer. Other schemes never receive any. */
export function remoteHostOf(redirectUri: string): string[] {
  const { protocol, hostname } = new URL(redirectUri);
  return protocol === "https:" && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname) ? [hostname] : [];
}

/** A host becomes part of the page's Content-Security-Policy; URLs allow more in it than names do. */
export const hasPlainHost = (redirectUri: string): boolean =>
  !/^https?:$/.test(new URL(redirectUri).protocol) ||
  /^([a-z0-9._-]+|\[[0-9a-f:.]+\])$/.test(new URL(redirectUri).hostname);

const refuse = (description: string): ClientRegistrationCallbackResult => ({ description });
