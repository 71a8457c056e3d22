import { readWhole } from "../bounded-body.ts";

const REUSE_MILLISECONDS = 60_000;
/** Documents kept in memory. */
const MAX_RECENT = 100;
/** Far more than the 5 KB that the provider reads of a document. */
const MAX_BYTES = 64 * 1024;

/**
 * Guards against SSRF. The provider fetches URLs that clients choose: their metadata documents, and the keys that those
 * refer to. It uses the global `fetch`, follows redirects and accepts any response. The draft on client ID metadata
 * documents (§4) requires 200, JSON and no redirects, and private hosts must not be reachable at all. The provider has
 * no option for this, so this replaces the global `fetch` for requests with the provider's user agent.
 */
export function guardClientMetadataFetch(): void {
  const unguarded = globalThis.fetch;
  const fetchFromClient = reuseDocuments(unguarded);
  globalThis.fetch = (input, init) =>
    isFromProvider(init) ? fetchFromClient(String(input), init) : unguarded(input, init);
}

/** Documents are used again for a minute, because a token request loads the document before it takes its turn. */
function reuseDocuments(unguarded: typeof fetch) {
  const recent = new Map<string, { body: Uint8Array<ArrayBuffer>; headers: Headers; expiresAt: number }>();
  return async (url: string, init: RequestInit | undefined): Promise<Response> => {
    const known = recent.get(url);
    if (known && known.expiresAt > Date.now()) return new Response(known.body, { headers: known.headers });
    const { headers, body: stream } = await fetchDocument(url, init, unguarded);
    const limit = { maxBytes: MAX_BYTES, ...(init?.signal && { signal: init.signal }) };
    const body = stream ? await readWhole(stream, limit) : new Uint8Array();
    if (!body) throw new Error("the document is too large");
    if (recent.size >= MAX_RECENT) recent.clear();
    recent.set(url, { body, headers, expiresAt: Date.now() + REUSE_MILLISECONDS });
    return new Response(body, { headers });
  };
}

const isFromProvider = (init: RequestInit | undefined): boolean =>
  (new Headers(init?.headers).get("User-Agent") ?? "").startsWith("workers-oauth-provider/");

async function fetchDocument(url: string, init: RequestInit | undefined, unguarded: typeof fetch): Promise<Response> {
  if (!isPublic(new URL(url))) throw new Error("not a public URL");
  const response = await unguarded(url, { ...init, redirect: "manual" });
  const type = response.headers.get("Content-Type") ?? "";
  if (response.status === 200 && /^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type)) return response;
  await response.body?.cancel();
  throw new Error(`not a JSON document: ${response.status} ${type}`);
}

/**
 * A host name with a dot, not an IP address and not reserved for private networks. Where the name resolves to is not
 * checked: a Worker has no private network around it.
 */
function isPublic({ protocol, username, password, port, hostname }: URL): boolean {
  const isName = /^([a-z0-9_-]+\.)+[a-z][a-z0-9-]*$/.test(hostname);
  const isPrivate = /\.(localhost|local|internal|intranet|lan|home|corp|arpa|onion)$/.test(hostname);
  return protocol === "https:" && username === "" && password === "" && port === "" && isName && !isPrivate;
}
