import { env } from "cloudflare:workers";
import { afterEach, beforeEach } from "vitest";
import { configOf } from "../../src/config.ts";
import { open } from "../../src/crypto/envelope.ts";
import { upstream } from "../network.ts";
import { type App, authorizePath, codeIn, ORIGIN, redeemCode, type SignIn, type Tokens, web } from "../person.ts";

/** This deployment, as an application that Intervals.icu knows. */
export const APP = { clientId: 79, clientSecret: "canary-of-the-app-secret" };
export const WEBHOOK_SECRET = "canary-of-the-webhook-secret";
const SECRETS = ["INTERVALS_OAUTH_CLIENT_ID", "INTERVALS_OAUTH_CLIENT_SECRET", "INTERVALS_WEBHOOK_SECRET"] as const;

/** Sets the secrets of the registration for each test of a file, and takes them away again. */
export function registered(): void {
  beforeEach(() => {
    const values = [String(APP.clientId), APP.clientSecret, WEBHOOK_SECRET];
    Object.assign(env, Object.fromEntries(SECRETS.map((name, index) => [name, values[index]])));
    const webhook = { url: `${ORIGIN}/webhooks/intervals`, secret: WEBHOOK_SECRET };
    upstream.addApp({ ...APP, redirectUris: [`${ORIGIN}/sign-in/intervals`], webhook });
  });
  afterEach(() => {
    Object.assign(env, Object.fromEntries(SECRETS.map((name) => [name, undefined])));
    upstream.consentWith(null);
  });
}

export interface Page {
  status: number;
  html: string;
  headers: Headers;
  /** Where the answer leads, if it is a redirect. */
  location: URL | undefined;
}

export type Fields = Record<string, string | string[]>;

/** One person's browser: it keeps cookies, and everything it was sent. */
export function openBrowser() {
  const cookies = new Map<string, string>();
  const received: string[] = [];

  async function go(path: string, init: RequestInit = {}): Promise<Page> {
    const headers = new Headers(init.headers);
    headers.set("Cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await web(path, { ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (line.includes("Max-Age=0")) cookies.delete(name);
      else cookies.set(name, value);
    }
    const html = await response.text();
    received.push(JSON.stringify([...response.headers]), html);
    const location = response.headers.get("Location");
    const leadsTo = location === null ? undefined : new URL(location, ORIGIN);
    return { status: response.status, html, headers: response.headers, location: leadsTo };
  }

  function press(path: string, fields: Fields, headers: HeadersInit = {}): Promise<Page> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) {
      for (const one of Array.isArray(value) ? value : [value]) body.append(name, one);
    }
    const type = { "Content-Type": "application/x-www-form-urlencoded" };
    return go(path, { method: "POST", headers: { ...type, ...headers }, body: body.toString() });
  }

  return { go, press, cookies, received };
}
export type Browser = ReturnType<typeof openBrowser>;

/** Opens the connect page and chooses to sign in with Intervals.icu: the way there. */
export async function leave(browser: Browser, app: App, fields: Fields = {}): Promise<Page> {
  const path = await authorizePath(app);
  const { html } = await browser.go(path);
  return browser.press(path, { handle: handleIn(html), decision: "intervals", preset: "everything", ...fields });
}

export const handleIn = (html: string): string => /name="handle" value="([^"]+)"/.exec(html)?.[1] ?? "";

/** Intervals.icu, where `consentWith` has said what the person does: the way back, as a path of ours. */
export async function askAtIntervals({ location }: Page): Promise<string> {
  const response = await upstream.fetch(new Request(location ?? "", { redirect: "manual" }));
  const back = new URL(response.headers.get("Location") ?? "");
  return back.pathname + back.search;
}

/** There and back: the page that shows whose account it is. */
export const comeBack = async (browser: Browser, leaving: Page): Promise<Page> =>
  browser.go(await askAtIntervals(leaving));

/** Where the form of a page leads. */
export const actionOf = ({ html }: Page): string =>
  (/<form method="post" action="([^"]+)"/.exec(html)?.[1] ?? "").replaceAll("&amp;", "&");

/** The whole way, up to tokens for the app. */
export async function signInAtIntervals(browser: Browser, app: App, fields?: Fields): Promise<SignIn> {
  const arrived = await comeBack(browser, await leave(browser, app, fields));
  const approved = await browser.press(actionOf(arrived), { decision: "approve" });
  const code = codeIn(new Response(null, { status: approved.status, headers: approved.headers }));
  const tokens = (await (await redeemCode(app, code)).json()) as Tokens;
  return { ...tokens, app, uid: tokens.access_token.split(":")[0] ?? "" };
}

/** What is kept for a person, opened with the vault's key. */
export async function keptFor(uid: string): Promise<Record<string, unknown> | undefined> {
  const envelope = await env.CREDENTIALS.get(`credential:${uid}`);
  if (envelope === null) return undefined;
  const { plaintext } = await open(configOf(env).vault, { uid, kind: "credential" }, envelope);
  return JSON.parse(plaintext);
}

/** All keys of a store. */
export async function keysOf(store: KVNamespace): Promise<string[]> {
  const names: string[] = [];
  let page = await store.list();
  for (;;) {
    names.push(...page.keys.map(({ name }) => name));
    if (page.list_complete) return names;
    page = await store.list({ cursor: page.cursor });
  }
}

export const requestsSeen = (): string[] =>
  upstream.requests.map(({ method, path, auth }) => `${method} ${path} ${auth}`);
export const DISCONNECTED = "DELETE /api/v1/disconnect-app bearer";
