/**
 * The provider fetches addresses that clients choose: their metadata documents, and the keys that those name. It does
 * so with the global `fetch` and takes what comes, from wherever redirects lead. The draft of client metadata documents
 * wants neither (§4: no redirects, 200 and JSON only), and nothing inside our walls is anybody's client. There is no
 * option for it, so what carries the provider's name is looked at here.
 */
export function fenceProvider(): void {
  const reach = globalThis.fetch;
  globalThis.fetch = (input, init) =>
    isOfProvider(init) ? fetchDocument(String(input), init, reach) : reach(input, init);
}

const isOfProvider = (init: RequestInit | undefined): boolean =>
  (new Headers(init?.headers).get("User-Agent") ?? "").startsWith("workers-oauth-provider/");

async function fetchDocument(address: string, init: RequestInit | undefined, reach: typeof fetch): Promise<Response> {
  if (!isPublic(new URL(address))) throw new Error("the address is not one of the public web");
  const response = await reach(address, { ...init, redirect: "manual" });
  const type = response.headers.get("Content-Type") ?? "";
  if (response.status === 200 && /^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type)) return response;
  await response.body?.cancel();
  throw new Error(`no document: ${response.status} ${type}`);
}

/** A name with a dot in it, not a number, not reserved for inside. That it leads outside is the platform's to see. */
function isPublic({ protocol, username, password, port, hostname }: URL): boolean {
  const isName = /^([a-z0-9_-]+\.)+[a-z][a-z0-9-]*$/.test(hostname);
  const isInside = /\.(localhost|local|internal|intranet|lan|home|corp|arpa|onion)$/.test(hostname);
  return protocol === "https:" && username === "" && password === "" && port === "" && isName && !isInside;
}
