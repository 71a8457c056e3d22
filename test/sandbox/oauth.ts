import type { AthleteServer } from "./configurable-demo-athlete.ts";
import { type Consent, consentPage, parseDecision } from "./consent-page.ts";
import { scopeChangedEvent, type Webhook, type Webhooks } from "./webhooks.ts";

export interface App {
  readonly clientId: number;
  readonly name?: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
  readonly webhook?: Webhook;
}

/** What the user does later, in the list of applications: changes the scopes, or revokes access with `null`. */
export interface AccessChange {
  readonly key: string;
  readonly clientId: number;
  readonly scope: string | null;
}

/** A valid request to `/oauth/authorize`. */
interface AuthorizationRequest {
  readonly app: App;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: string | null;
}

interface Grant {
  readonly clientId: number;
  readonly key: string;
  readonly scope: string;
}

export interface OAuthServerOptions {
  athleteFor(key: string): AthleteServer;
  /** Who can sign in: athletes' names by API key. */
  readonly athletes: ReadonlyMap<string, string>;
  readonly webhooks: Webhooks;
  now(): number;
}

const CODE_TTL_MS = 120_000;
const SCOPE = /^(ACTIVITY|WELLNESS|CALENDAR|LIBRARY|SETTINGS|CHATS):(READ|WRITE)$/;

/** Sign-in with Intervals.icu. Its pages and its token endpoint are outside of `/api/v1`. */
export function oauthServer({ athleteFor, athletes, webhooks, now }: OAuthServerOptions) {
  const apps = new Map<string, App>();
  const codes = new Map<string, Grant & Pick<Consent, "mistakenFor"> & { readonly issuedAt: number }>();
  const grants = new Map<string, Grant>();
  let consent: Consent | null = null;

  /** Athletes check access tokens themselves, so they need the valid ones. */
  function updateTokens(key: string): void | Promise<void> {
    const own = [...grants].filter(([, grant]) => grant.key === key);
    const tokens = own.map(([token, { scope, clientId }]) => ({ token, scope, clientId }));
    return athleteFor(key).configure({ tokens });
  }

  async function authorize(request: Request, url: URL): Promise<Response> {
    const parsed = parseRequest(url.searchParams);
    if (parsed instanceof Response) return parsed;
    if (consent) return redirectBack(parsed, consent);
    if (request.method !== "POST") return consentPage({ ...parsed, athletes });
    const decision = parseDecision(await request.formData(), athletes);
    return decision ? redirectBack(parsed, decision) : errorResponse(422, "Nobody is signed in");
  }

  function parseRequest(query: URLSearchParams): AuthorizationRequest | Response {
    const app = apps.get(query.get("client_id") ?? "");
    const redirectUri = query.get("redirect_uri") ?? "";
    if (!app || !(app.redirectUris.includes(redirectUri) || redirectUri.startsWith("http://localhost/"))) {
      return errorResponse(422, "Invalid client_id or redirect_uri");
    }
    const scopes = (query.get("scope") ?? "").split(",");
    if (scopes.some((scope) => !SCOPE.test(scope))) return errorResponse(422, "Invalid scope");
    const areas = scopes.map((scope) => scope.split(":")[0]);
    if (new Set(areas).size < areas.length) return errorResponse(422, "Duplicate scope");
    return { app, redirectUri, scopes, state: query.get("state") };
  }

  function redirectBack(
    { app, redirectUri, scopes, state }: AuthorizationRequest,
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

  async function exchangeCode(request: Request): Promise<Response> {
    const form = await request.formData().catch(() => new FormData());
    const app = apps.get(String(form.get("client_id")));
    if (!app || app.clientSecret !== form.get("client_secret")) return errorResponse(401, "Unauthorized");
    const given = String(form.get("code"));
    const code = codes.get(given);
    codes.delete(given);
    if (!code || code.clientId !== app.clientId || now() - code.issuedAt > CODE_TTL_MS) {
      return errorResponse(404, "Code not found (expired?)");
    }
    const { key, scope, clientId, mistakenFor } = code;
    // An application has one valid token per athlete.
    for (const [token, grant] of grants) if (grant.key === key && grant.clientId === clientId) grants.delete(token);
    const token = randomHex();
    grants.set(token, { clientId, key, scope });
    await updateTokens(key);
    const { id, name } = await ownerOf(key);
    return Response.json({
      token_type: "Bearer",
      access_token: token,
      scope,
      athlete: { id: mistakenFor ?? id, name },
    });
  }

  async function ownerOf(key: string): Promise<{ id: string; name: string }> {
    const headers = { Authorization: `Basic ${btoa(`API_KEY:${key}`)}` };
    const response = await athleteFor(key).fetch(new Request("https://upstream.test/api/v1/athlete/0", { headers }));
    return response.json();
  }

  async function disconnect(request: Request): Promise<Response> {
    const token = tokenOf(request);
    const grant = grants.get(token);
    if (!grant) return errorResponse(401, "Unauthorized");
    grants.delete(token);
    await updateTokens(grant.key);
    return new Response(null);
  }

  return {
    addApp: (app: App) => apps.set(String(app.clientId), app),
    consentWith(answer: Consent | null) {
      consent = answer;
    },
    async changeAccess({ key, clientId, scope }: AccessChange): Promise<void> {
      const [token, grant] = [...grants].find(([, one]) => one.key === key && one.clientId === clientId) ?? [];
      if (!token || !grant) throw new Error("The app is not connected");
      if (scope === null) grants.delete(token);
      else grants.set(token, { ...grant, scope });
      await updateTokens(key);
      const app = apps.get(String(clientId));
      if (!app?.webhook) return;
      const { id: athleteId } = await ownerOf(key);
      const change = { scope: scope ?? grant.scope, deauthorized: scope === null };
      await webhooks.send(app.webhook, [scopeChangedEvent({ app, athleteId, ...change, now: now() })]);
    },
    keyOf: (token: string): string | undefined => grants.get(token)?.key,
    /** Null for requests that are not about OAuth. */
    handle(request: Request): Response | Promise<Response> | null {
      const url = new URL(request.url);
      if (url.pathname === "/oauth/authorize") return authorize(request, url);
      if (url.pathname === "/api/oauth/token" && request.method === "POST") return exchangeCode(request);
      // Looks like the token endpoint, but the live server rejects it.
      if (url.pathname === "/oauth/token") return new Response(null, { status: 405 });
      if (url.pathname === "/api/v1/disconnect-app" && request.method === "DELETE") return disconnect(request);
      return null;
    },
  };
}

const tokenOf = (request: Request): string => (request.headers.get("Authorization") ?? "").replace(/^Bearer /, "");

const errorResponse = (status: number, error: string): Response => Response.json({ status, error }, { status });

const randomHex = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
