import { type AskedFor, consentPage, decisionIn } from "./consent-page.ts";
import type { UpstreamWorld } from "./gateway.ts";
import { appEvent, type Webhook, type Webhooks } from "./webhooks.ts";

/** An application that the host knows. */
export interface App {
  readonly clientId: number;
  readonly name?: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
  readonly webhook?: Webhook;
}

/** What the person in front of the consent page does. */
export interface Consent {
  /** The API key of whoever is signed in. */
  readonly key: string;
  readonly deny?: boolean;
  /** The scopes that stay ticked; all that were asked for without it. */
  readonly scope?: string;
  /** The athlete id that comes with the token, when it is to be a wrong one. */
  readonly mistakenFor?: string;
}

/** What a person does later, on the page where they manage their apps: another choice of scopes, or the end. */
export interface AccessChange {
  readonly key: string;
  readonly clientId: number;
  readonly scope: string | null;
}

interface Grant {
  readonly clientId: number;
  readonly key: string;
  readonly scope: string;
}

export interface OAuthSurroundings {
  worldOf(name: string): UpstreamWorld;
  /** Who can sign in: names by API key. */
  readonly athletes: ReadonlyMap<string, string>;
  readonly webhooks: Webhooks;
  now(): number;
}

const CODE_TTL_MS = 120_000;
const SCOPE = /^(ACTIVITY|WELLNESS|CALENDAR|LIBRARY|SETTINGS|CHATS):(READ|WRITE)$/;

/** Sign-in with Intervals.icu: pages and tokens stand outside `/api/v1`. */
export function oauthServer({ worldOf, athletes, webhooks, now }: OAuthSurroundings) {
  const apps = new Map<string, App>();
  const codes = new Map<string, Grant & Pick<Consent, "mistakenFor"> & { readonly issuedAt: number }>();
  const grants = new Map<string, Grant>();
  let consent: Consent | null = null;

  /** Worlds check tokens themselves: they are told of the living ones. */
  function tellWorld(key: string): void | Promise<void> {
    const own = [...grants].filter(([, grant]) => grant.key === key);
    return worldOf(key).configure({ tokens: own.map(([token, { scope, clientId }]) => ({ token, scope, clientId })) });
  }

  async function authorize(request: Request, url: URL): Promise<Response> {
    const asked = askedFor(url.searchParams);
    if (asked instanceof Response) return asked;
    if (consent) return sendBack(asked, consent);
    if (request.method !== "POST") return consentPage(asked, athletes);
    const decided = decisionIn(await request.formData(), athletes);
    return decided ? sendBack(asked, decided) : failure(422, "Nobody is signed in");
  }

  function askedFor(query: URLSearchParams): AskedFor | Response {
    const app = apps.get(query.get("client_id") ?? "");
    const redirectUri = query.get("redirect_uri") ?? "";
    if (!app || !(app.redirectUris.includes(redirectUri) || redirectUri.startsWith("http://localhost/"))) {
      return failure(422, "Invalid client_id or redirect_uri");
    }
    const scopes = (query.get("scope") ?? "").split(",");
    if (scopes.some((scope) => !SCOPE.test(scope))) return failure(422, "Invalid scope");
    const areas = scopes.map((scope) => scope.split(":")[0]);
    if (new Set(areas).size < areas.length) return failure(422, "Duplicate scope");
    return { app, redirectUri, scopes, state: query.get("state") };
  }

  function sendBack(
    { app, redirectUri, scopes, state }: AskedFor,
    { key, deny, scope, mistakenFor }: Consent,
  ): Response {
    const target = new URL(redirectUri);
    if (deny) target.searchParams.set("error", "access_denied");
    else {
      const code = randomHex();
      const granted = { clientId: app.clientId, key, scope: scope ?? scopes.join(",") };
      codes.set(code, { ...granted, issuedAt: now(), ...(mistakenFor && { mistakenFor }) });
      target.searchParams.set("code", code);
    }
    if (state !== null) target.searchParams.set("state", state);
    return new Response(null, { status: 302, headers: { Location: target.href } });
  }

  async function exchange(request: Request): Promise<Response> {
    const form = await request.formData().catch(() => new FormData());
    const app = apps.get(String(form.get("client_id")));
    if (!app || app.clientSecret !== form.get("client_secret")) return failure(401, "Unauthorized");
    const given = String(form.get("code"));
    const code = codes.get(given);
    codes.delete(given);
    if (!code || code.clientId !== app.clientId || now() - code.issuedAt > CODE_TTL_MS) {
      return failure(404, "Code not found (expired?)");
    }
    const { key, scope, clientId, mistakenFor } = code;
    endGrants({ key, clientId });
    const token = randomHex();
    grants.set(token, { clientId, key, scope });
    await tellWorld(key);
    const { id, name } = await ownerOf(key);
    return Response.json({
      token_type: "Bearer",
      access_token: token,
      scope,
      athlete: { id: mistakenFor ?? id, name },
    });
  }

  /** One living token per application and athlete. */
  function endGrants({ key, clientId }: Pick<Grant, "key" | "clientId">): void {
    for (const [token, grant] of grants) if (grant.key === key && grant.clientId === clientId) grants.delete(token);
  }

  async function ownerOf(key: string): Promise<{ id: string; name: string }> {
    const headers = { Authorization: `Basic ${btoa(`API_KEY:${key}`)}` };
    const response = await worldOf(key).fetch(new Request("https://upstream.test/api/v1/athlete/0", { headers }));
    return response.json();
  }

  async function disconnect(request: Request): Promise<Response> {
    const token = tokenOf(request);
    const grant = grants.get(token);
    if (!grant) return failure(401, "Unauthorized");
    grants.delete(token);
    await tellWorld(grant.key);
    return new Response(null);
  }

  return {
    addApp: (app: App) => apps.set(String(app.clientId), app),
    consentWith(answer: Consent | null) {
      consent = answer;
    },
    async changeAccess({ key, clientId, scope }: AccessChange): Promise<void> {
      const [token, grant] = [...grants].find(([, one]) => one.key === key && one.clientId === clientId) ?? [];
      if (!token || !grant) throw new Error("this app is not connected");
      if (scope === null) grants.delete(token);
      else grants.set(token, { ...grant, scope });
      await tellWorld(key);
      const app = apps.get(String(clientId));
      const { id } = await ownerOf(key);
      if (app?.webhook)
        await webhooks.send(app.webhook, [
          appEvent(app, id, { scope: scope ?? grant.scope, deauthorized: scope === null, now: now() }),
        ]);
    },
    keyOf: (token: string): string | undefined => grants.get(token)?.key,
    /** Null for what is not its business. */
    answer(request: Request): Response | Promise<Response> | null {
      const url = new URL(request.url);
      if (url.pathname === "/oauth/authorize") return authorize(request, url);
      if (url.pathname === "/api/oauth/token" && request.method === "POST") return exchange(request);
      // The edge refuses what many take for the token endpoint.
      if (url.pathname === "/oauth/token") return new Response(null, { status: 405 });
      if (url.pathname === "/api/v1/disconnect-app" && request.method === "DELETE") return disconnect(request);
      return null;
    },
  };
}

const tokenOf = (request: Request): string => (request.headers.get("Authorization") ?? "").replace(/^Bearer /, "");

const failure = (status: number, error: string): Response => Response.json({ status, error }, { status });

const randomHex = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
