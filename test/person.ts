import { exports } from "cloudflare:workers";

export const ORIGIN = "http://localhost:8787";
export const RESOURCE = `${ORIGIN}/mcp`;
export const REDIRECT = "http://127.0.0.1:33418/callback";

/** The Worker, reached like over the network. Redirects are not followed. */
export function web(path: string, init?: RequestInit): Promise<Response> {
  const request = new Request(new URL(path, ORIGIN), { redirect: "manual", ...init });
  if (!request.headers.has("Host")) request.headers.set("Host", new URL(request.url).host);
  return exports.default.fetch(request);
}

export interface App {
  clientId: string;
  redirectUri: string;
}

export interface Tokens {
  access_token: string;
  refresh_token: string;
  scope: string;
  expires_in: number;
}

/** RFC 7591. */
export async function registerApp(name = "A test app", redirectUri = REDIRECT): Promise<App> {
  const response = await web("/oauth/register", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      client_name: name,
      redirect_uris: [redirectUri],
      grant_types: ["authorization_code", "refresh_token"],
      token_endpoint_auth_method: "none",
    }),
  });
  const { client_id } = (await response.json()) as { client_id: string };
  return { clientId: client_id, redirectUri };
}

export const VERIFIER = "a-verifier-that-is-long-enough-for-rfc-7636-0123456789";

export async function challengeOf(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return new Uint8Array(digest).toBase64({ alphabet: "base64url", omitPadding: true });
}

export async function authorizePath(app: App, more: Record<string, string> = {}): Promise<string> {
  const query = new URLSearchParams({
    response_type: "code",
    client_id: app.clientId,
    redirect_uri: app.redirectUri,
    code_challenge: await challengeOf(VERIFIER),
    code_challenge_method: "S256",
    state: "a-state",
    resource: RESOURCE,
    ...more,
  });
  return `/authorize?${query}`;
}

export interface OpenPage {
  path: string;
  html: string;
  handle: string;
  cookie: string;
  response: Response;
}

/** Opens the connect page like a browser does. */
export async function openConnectPage(app: App, more?: Record<string, string>): Promise<OpenPage> {
  const path = await authorizePath(app, more);
  const response = await web(path, { headers: { Accept: "text/html" } });
  return readPage(path, response);
}

export async function readPage(path: string, response: Response): Promise<OpenPage> {
  const html = await response.clone().text();
  const handle = /name="handle" value="([^"]+)"/.exec(html)?.[1] ?? "";
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  return { path, html, handle, cookie, response };
}

/** Presses a button on it. Arrays are ticked checkboxes. */
export function submit(page: OpenPage, fields: Record<string, string | string[]>, headers: HeadersInit = {}) {
  const body = new URLSearchParams({ handle: page.handle });
  for (const [name, value] of Object.entries(fields)) {
    for (const one of Array.isArray(value) ? value : [value]) body.append(name, one);
  }
  return web(page.path, {
    method: "POST",
    headers: { Cookie: page.cookie, "Content-Type": "application/x-www-form-urlencoded", ...headers },
    body: body.toString(),
  });
}

export function codeIn(response: Response): string {
  const location = response.headers.get("Location") ?? "";
  const code = URL.canParse(location) ? new URL(location).searchParams.get("code") : null;
  if (!code) throw new Error(`no code in ${response.status} ${location}`);
  return code;
}

export function redeemCode(app: App, code: string, more: Record<string, string> = {}): Promise<Response> {
  return token({
    grant_type: "authorization_code",
    code,
    client_id: app.clientId,
    redirect_uri: app.redirectUri,
    code_verifier: VERIFIER,
    resource: RESOURCE,
    ...more,
  });
}

export const refresh = (app: App, refreshToken: string): Promise<Response> =>
  token({ grant_type: "refresh_token", refresh_token: refreshToken, client_id: app.clientId });

export const token = (form: Record<string, string>): Promise<Response> =>
  web("/oauth/token", {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form).toString(),
  });

export interface SignIn extends Tokens {
  app: App;
  uid: string;
}

export interface SignInChoice {
  key?: string;
  athleteId?: string;
  preset?: string;
  scope?: string[];
  toolset?: string;
  app?: App;
  /** How the app proves itself when it redeems the code. */
  proof?: Record<string, string>;
}

/** The whole way: register, open the page, decide, redeem the code. The demo athlete unless a key is given. */
export async function signIn(choice: SignInChoice = {}): Promise<SignIn> {
  const app = choice.app ?? (await registerApp());
  const page = await openConnectPage(app);
  const response = await submit(page, {
    decision: choice.key === undefined ? "demo" : "approve",
    preset: choice.preset ?? "everything",
    ...(choice.scope && { scope: choice.scope }),
    ...(choice.key !== undefined && { api_key: choice.key }),
    ...(choice.athleteId !== undefined && { athlete_id: choice.athleteId }),
    ...(choice.toolset !== undefined && { toolset: choice.toolset }),
  });
  const tokens = (await (await redeemCode(app, codeIn(response), choice.proof)).json()) as Tokens;
  return { ...tokens, app, uid: tokens.access_token.split(":")[0] ?? "" };
}
