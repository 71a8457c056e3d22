import type { UpstreamWorld } from "./gateway.ts";

/** An application that the host knows. */
export interface App {
  readonly clientId: number;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
}

/** What the person in front of the consent page does. */
export interface Consent {
  /** The API key of whoever is signed in. */
  readonly key: string;
  readonly deny?: boolean;
  /** The scopes that stay ticked; all that were asked for without it. */
  readonly scope?: string;
}

interface Code {
  readonly clientId: number;
  readonly key: string;
  readonly scope: string;
  readonly issuedAt: number;
}

interface Grant {
  readonly clientId: number;
  readonly key: string;
  readonly scope: string;
}

const CODE_TTL_MS = 120_000;

/** Sign-in with Intervals.icu: pages and tokens stand outside `/api/v1`. */
export function oauthServer(worldOf: (name: string) => UpstreamWorld, now: () => number) {
  const apps = new Map<string, App>();
  const codes = new Map<string, Code>();
  const grants = new Map<string, Grant>();
  let consent: Consent | null = null;

  /** Worlds check tokens themselves: they are told of the living ones. */
  function tellWorld(key: string): void | Promise<void> {
    const own = [...grants].filter(([, grant]) => grant.key === key);
    return worldOf(key).configure({ tokens: own.map(([token, { scope, clientId }]) => ({ token, scope, clientId })) });
  }

  function authorize(url: URL): Response {
    const query = url.searchParams;
    const app = apps.get(query.get("client_id") ?? "");
    const redirect = query.get("redirect_uri") ?? "";
    if (!app?.redirectUris.includes(redirect)) return failure(422, "Invalid client_id or redirect_uri");
    const scope = query.get("scope") ?? "";
    const areas = scope.split(",").map((part) => part.split(":")[0]);
    if (new Set(areas).size < areas.length) return failure(422, "Duplicate scope");
    if (!consent) return failure(401, "Nobody is signed in");
    const target = new URL(redirect);
    if (consent.deny) target.searchParams.set("error", "access_denied");
    else {
      const code = randomHex();
      codes.set(code, { clientId: app.clientId, key: consent.key, scope: consent.scope ?? scope, issuedAt: now() });
      target.searchParams.set("code", code);
    }
    const state = query.get("state");
    if (state !== null) target.searchParams.set("state", state);
    return new Response(null, { status: 302, headers: { Location: target.href } });
  }

  async function exchange(request: Request): Promise<Response> {
    const form = await request.formData();
    const app = apps.get(String(form.get("client_id")));
    if (!app || app.clientSecret !== form.get("client_secret")) return failure(401, "Unauthorized");
    const given = String(form.get("code"));
    const code = codes.get(given);
    codes.delete(given);
    if (!code || code.clientId !== app.clientId || now() - code.issuedAt > CODE_TTL_MS) {
      return failure(404, "Code not found (expired?)");
    }
    const { key, scope, clientId } = code;
    // One living token per application and athlete.
    for (const [token, grant] of grants) if (grant.key === key && grant.clientId === clientId) grants.delete(token);
    const token = randomHex();
    grants.set(token, { clientId, key, scope });
    await tellWorld(key);
    const { id, name } = await ownerOf(key);
    return Response.json({ token_type: "Bearer", access_token: token, scope, athlete: { id, name } });
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
    keyOf: (token: string): string | undefined => grants.get(token)?.key,
    /** Null for what is not its business. */
    answer(request: Request): Response | Promise<Response> | null {
      const url = new URL(request.url);
      if (url.pathname === "/oauth/authorize") return authorize(url);
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
