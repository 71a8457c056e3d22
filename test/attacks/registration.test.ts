import { beforeEach, describe, expect, it } from "vitest";
import wrangler from "../../wrangler.jsonc?raw";
import { requestedUrls, serveUrl } from "../fixtures/fake-network.ts";
import { fetchWorker, openConsentPage, registerApp } from "../fixtures/oauth-client.ts";

const CALLBACK = "https://app.example/callback";

const register = (metadata: unknown, headers: Record<string, string> = {}) =>
  fetchWorker("/oauth/register", {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(metadata),
  });
const app = (more: Record<string, unknown> = {}) => ({
  client_name: "An app",
  redirect_uris: [CALLBACK],
  token_endpoint_auth_method: "none",
  ...more,
});

describe("a client registration", () => {
  it.each<[string, unknown]>([
    ["a name of 400 KB", app({ client_name: "x".repeat(400_000) })],
    ["a name of 5 KB", app({ client_name: "x".repeat(5_000) })],
    ["5,000 redirect URIs", app({ redirect_uris: Array.from({ length: 5_000 }, (_, n) => `${CALLBACK}/${n}`) })],
    ["11 redirect URIs", app({ redirect_uris: Array.from({ length: 11 }, (_, n) => `${CALLBACK}/${n}`) })],
    ["a software statement", app({ software_statement: "e30.e30.e30" })],
    ["a long client URI", app({ client_uri: `https://app.example/${"x".repeat(5_000)}` })],
    ["a list", [app()]],
    ["a string", "app"],
    ["null", null],
    ["no redirect URIs", app({ redirect_uris: [] })],
    ["redirect URIs in an object", app({ redirect_uris: { 0: CALLBACK } })],
    ["a javascript URI", app({ redirect_uris: ["JavaScript:alert(1)"] })],
    ["plain http", app({ redirect_uris: ["http://app.example/callback"] })],
    ["a wildcard host", app({ redirect_uris: ["https://*.app.example/callback"] })],
    ["a fragment", app({ redirect_uris: [`${CALLBACK}#x`] })],
  ])("A27 is rejected with %s", async (_, metadata) => {
    expect([400, 413]).toContain((await register(metadata)).status);
  });

  it("A27 is limited to ten per minute and network", async () => {
    const from = (n: number) => ({ "CF-Connecting-IP": `2001:db8:27::${n.toString(16)}` });
    const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => register(app(), from(n))));
    const made = answers.filter(({ status }) => status === 201).length;
    expect(made).toBeLessThanOrEqual(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(100 - made);
  });

  it.each([
    "Claude",
    "Claude by Anthropic",
    "ChatGPT",
    "Ch\u0430tGPT",
    "C1aude",
    "\u202eClaude",
    "Cla\u200bude",
    "Claude\u0000",
    "Claude\r\nX",
    "ＣＬＡＵＤＥ",
    "VS Code",
    "Intervals.icu",
  ])("A28 is rejected with a protected name: %j", async (client_name) => {
    expect((await register(app({ client_name }))).status).toBe(400);
    expect((await register(app({ client_name, redirect_uris: ["https://сlaude.ai/callback"] }))).status).toBe(400);
  });

  it.each([
    // Other letters that look like a known name.
    "ᴄʟᴀᴜᴅᴇ",
    "🅲🅻🅰🆄🅳🅴",
    "🅒🅛🅐🅤🅓🅔",
    "🇨🇱🇦🇺🇩🇪",
    "ᏟᏞᎪᏌᎠᎬ",
    "օpenai",
    "ꓚꓡꓮꓴꓓꓰ",
    "ϹLAUDE",
    "Ⲥlaude",
    "Cłaude",
    "Clauɗe",
    "Claudҽ",
    "Clɐude",
    "𐐕laude",
    "ƇhatGPT",
    "Сlaude",
    "С\u04cfаџԁе",
    "Ѕтгаѵа",
    "C|aude",
    "Gernini",
    "Çłåũđé",
    // The names themselves.
    "GitHub Copilot",
    "Google Gemini",
    "Strava",
    "Garmin Connect",
    "Mistral Le Chat",
    "Perplexity",
    "Intervals",
  ])("A62 is rejected with a name that belongs to somebody else, in any letters: %s", async (client_name) => {
    expect((await register(app({ client_name }))).status).toBe(400);
  });

  it.each([
    ["Cyrillic and Latin", "Coaсh"],
    ["Greek and Latin", "Cοach"],
    ["Han and Latin", "C丨oach"],
    ["symbols that are letters", "Ⓒoach"],
    ["mathematical letters", "𝐂oach"],
    ["full-width letters", "Ｃｏａｃｈ"],
    ["an emoji", "Coach ⭕"],
    ["letters of no everyday script", "ⰔⰎⰑⰂⰑ"],
  ])("A62 is rejected with %s in its name", async (_, client_name) => {
    const response = await register(app({ client_name }));
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("letters of one script");
  });

  it.each([
    "Coach Zoë’s Intervals helper (beta 2)",
    "Øyvinds løpeapp",
    "Łukasz: trening",
    "Тренер",
    "Προπονητής",
    "コーチ",
    "教练",
    "코치",
    "مدرب",
    "Pineapple planner",
    "Metadata viewer",
    "Intervals Coach",
    "n8n",
    "",
  ])("with an ordinary name is accepted: %j", async (client_name) => {
    expect((await register(app({ client_name }))).status).toBe(201);
  });

  it.each([
    ["Claude", "https://claude.ai/api/mcp/auth_callback"],
    ["ChatGPT", "https://chatgpt.com/connector/oauth/x"],
    ["Le Chat", "https://callback.mistral.ai/v1/integrations_auth/oauth2_callback"],
    ["Visual Studio Code", "https://vscode.dev/redirect"],
    ["Claude Code", "http://localhost:53111/callback"],
  ])("with its own name is accepted: %s", async (client_name, redirect) => {
    expect((await register(app({ client_name, redirect_uris: [redirect] }))).status).toBe(201);
  });

  it("A28 with invisible characters in its name is shown without them", async () => {
    const { html } = await openConsentPage(await registerApp("Coach\u202e\u2066\u200b\u0000\r\n Helper", CALLBACK));
    expect(html).toContain("Coach Helper");
    for (const invisible of "\u202e\u2066\u200b\u0000") expect(html).not.toContain(invisible);
  });

  it("A28 with look-alike letters in its redirect URI is shown in punycode", async () => {
    const { html } = await openConsentPage(await registerApp("Coach", "https://аpp.example/callback"));
    expect(html).toContain("xn--");
    expect(html).not.toContain("аpp.example");
  });

  it.each(["http://169.254.169.254/latest", "https://tracker.example/logo.png", "javascript:alert(1)"])(
    "A28 with a logo URI is shown without the logo, which is not requested: %s",
    async (logo_uri) => {
      const before = requestedUrls.length;
      const response = await register(app({ logo_uri, client_uri: logo_uri, tos_uri: logo_uri }));
      if (response.status === 400) return;
      const { client_id } = (await response.json()) as { client_id: string };
      const { html } = await openConsentPage({ clientId: client_id, redirectUri: CALLBACK });
      expect(html).not.toContain(logo_uri);
      expect(html).not.toMatch(/<img/);
      expect(requestedUrls).toHaveLength(before);
    },
  );
});

describe("a client metadata URL", () => {
  const redirectUri = "https://cimd.example/callback";
  const documentOf = (clientId: string, more: object = {}) => ({
    client_id: clientId,
    client_name: "Described",
    redirect_uris: [redirectUri],
    token_endpoint_auth_method: "none",
    ...more,
  });
  beforeEach(() => requestedUrls.splice(0));

  /** Expects an error page that reveals nothing about the responses, after so many requests. */
  async function expectRejected(clientId: string, requests: number): Promise<void> {
    const { response, html, handle } = await openConsentPage({ clientId, redirectUri });
    expect([clientId, response.status, handle, requestedUrls.length]).toEqual([clientId, 400, "", requests]);
    expect(html).not.toMatch(/Described|canary|302|timed out|169\.254/);
  }

  it.each([
    "http://cimd.example/client.json",
    "https://127.0.0.1/client.json",
    "https://[::1]/client.json",
    "https://[::ffff:169.254.169.254]/client.json",
    "https://169.254.169.254/latest/meta-data",
    "https://2852039166/latest",
    "https://0x7f000001/client.json",
    "https://localhost/client.json",
    "https://metadata.google.internal/computeMetadata/v1",
    "https://router.lan/client.json",
    "https://cimd.example:8443/client.json",
    "https://user:password@cimd.example/client.json",
    "https://cimd.example/a/../client.json",
    "https://cimd.example/%2e%2e/client.json",
    "https://cimd.example/client.json#x",
    "https://cimd.example",
    "ftp://cimd.example/client.json",
    "file:///etc/passwd",
  ])("A29 outside the public web is not requested: %s", async (clientId) => {
    serveUrl(clientId, () => Response.json(documentOf(clientId)));
    await expectRejected(clientId, 0);
  });

  it("A29 that resolves to a private address is blocked by the platform flag", () => {
    expect(wrangler).toContain('"global_fetch_strictly_public"');
  });

  it.each<[string, (clientId: string) => Response]>([
    ["a redirect", () => Response.redirect("https://elsewhere.example/canary.json", 302)],
    ["a page", (id) => new Response(JSON.stringify(documentOf(id)), { headers: { "Content-Type": "text/html" } })],
    ["no content type", (id) => new Response(new TextEncoder().encode(JSON.stringify(documentOf(id))))],
    ["an error", (id) => Response.json(documentOf(id), { status: 404 })],
    ["6 KB", (id) => Response.json(documentOf(id, { client_uri: `https://cimd.example/${"x".repeat(6_000)}` }))],
    ["another client_id", () => Response.json(documentOf("https://other.example/client.json"))],
    ["invalid JSON", () => new Response("{", { headers: { "Content-Type": "application/json" } })],
    ["a list", () => Response.json([])],
    ["another redirect URI", (id) => Response.json(documentOf(id, { redirect_uris: ["https://a.example/"] }))],
  ])("A29 that returns %s is rejected after one request", async (what, answer) => {
    const clientId = `https://cimd.example/${encodeURIComponent(what)}.json`;
    serveUrl("https://elsewhere.example/canary.json", () => Response.json(documentOf(clientId)));
    serveUrl(clientId, () => answer(clientId));
    await expectRejected(clientId, 1);
  });

  it("A29 with a protected name is rejected", async () => {
    for (const client_name of ["Claude", "Garmin Connect", "ᴄʟᴀᴜᴅᴇ"]) {
      const clientId = `https://cimd.example/${encodeURIComponent(client_name)}.json`;
      serveUrl(clientId, () => Response.json(documentOf(clientId, { client_name })));
      const { response, handle } = await openConsentPage({ clientId, redirectUri });
      expect([client_name, response.status, handle]).toEqual([client_name, 400, ""]);
    }
  });

  it("A29 that responds slowly is aborted after ten seconds", async () => {
    const clientId = "https://cimd.example/drip.json";
    serveUrl(clientId, () => {
      const drops = new ReadableStream({ pull: () => new Promise(() => {}) });
      return new Response(drops, { headers: { "Content-Type": "application/json" } });
    });
    const { setTimeout: wait } = globalThis;
    const accelerated = (run: () => void, milliseconds = 0) => wait(run, milliseconds === 10_000 ? 20 : milliseconds);
    // Shortens the timeout. The cast: the code under test does not use what Node adds to setTimeout.
    globalThis.setTimeout = accelerated as unknown as typeof setTimeout;
    try {
      await expectRejected(clientId, 1);
    } finally {
      globalThis.setTimeout = wait;
    }
  });
});
