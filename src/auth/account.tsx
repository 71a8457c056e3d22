import type { GrantSummary, OAuthHelpers } from "@cloudflare/workers-oauth-provider";
import { Hono } from "hono";
import { uidOf } from "../account/uid.ts";
import { configOf, type Env } from "../config.ts";
import { type Connection, renderAccount, renderSignIn } from "./account-page.tsx";
import { keepSignedIn, signedIn, signOutCookie } from "./account-session.ts";
import { knownDemoVisitor } from "./demo-visitor.ts";
import { proveKeyWithinLimits } from "./prove-within.ts";

type Bindings = Env & { OAUTH_PROVIDER: OAuthHelpers };
type Variables = { uid: string };

/** `/account`: whoever shows the key sees what is connected with it, and can end or delete it. */
export const accountRoutes = new Hono<{ Bindings: Bindings; Variables: Variables }>()
  .get("/", async (c) => {
    const uid = await signedIn(c.req.raw, c.env);
    return uid === undefined ? askToSignIn(c.req.raw, c.env) : showAccount(c.env, uid);
  })
  .post("/sign-in", async (c) => {
    const form = await c.req.formData();
    const visitor = knownDemoVisitor(c.req.raw);
    if (form.get("decision") === "demo" && visitor) {
      return enter(c.env, await uidOf(configOf(c.env).uidPepper, "demo", visitor));
    }
    const proof = await proveKeyWithinLimits(c.req.raw, c.env, {
      key: String(form.get("api_key") ?? ""),
      athleteId: "",
    });
    return "uid" in proof ? enter(c.env, proof.uid) : renderSignIn({ refusal: proof, hasDemo: visitor !== undefined });
  })
  .use(async (c, next) => {
    const uid = await signedIn(c.req.raw, c.env);
    if (uid === undefined) return askToSignIn(c.req.raw, c.env);
    c.set("uid", uid);
    return next();
  })
  .post("/sign-out", () => leave())
  .post("/end", async (c) => {
    const uid = c.get("uid");
    const chosen = String((await c.req.formData()).get("grant_id") ?? "");
    const grants = await grantsOf(c.env, uid);
    const account = c.env.ACCOUNT.getByName(uid);
    // Only what is in this person's own list can be ended; "all" is all of it.
    await Promise.all(grants.filter(({ id }) => chosen === "all" || id === chosen).map(({ id }) => account.end(id)));
    return showAccount(c.env, uid, chosen === "all" ? "All connections have ended." : "The connection has ended.");
  })
  .post("/key", async (c) => {
    const uid = c.get("uid");
    const form = await c.req.formData();
    const proof = await proveKeyWithinLimits(c.req.raw, c.env, {
      key: String(form.get("api_key") ?? ""),
      athleteId: "",
    });
    if (!("uid" in proof)) return showAccount(c.env, uid, undefined, proof);
    if (proof.uid !== uid) {
      const message = "This key belongs to another athlete. Connect it from your app instead; nothing was changed.";
      return showAccount(c.env, uid, undefined, { field: "api_key", status: 403, message });
    }
    await c.env.ACCOUNT.getByName(uid).replace(proof.credential);
    return showAccount(c.env, uid, "The new key is in use for all connections.");
  })
  .post("/delete", async (c) => {
    const uid = c.get("uid");
    if ((await c.req.formData()).get("sure") !== "yes") {
      const message = "Tick the box to delete everything.";
      return showAccount(c.env, uid, undefined, { field: "form", status: 400, message });
    }
    const account = c.env.ACCOUNT.getByName(uid);
    for (const { id } of await grantsOf(c.env, uid)) await account.end(id);
    await account.erase();
    return leave();
  });

function askToSignIn(request: Request, env: Env): Response {
  const hasDemo = configOf(env).demoAthlete && knownDemoVisitor(request) !== undefined;
  return renderSignIn({ hasDemo });
}

async function showAccount(
  env: Bindings,
  uid: string,
  done?: string,
  refusal?: Parameters<typeof renderAccount>[0]["refusal"],
): Promise<Response> {
  const lastUsed = await env.ACCOUNT.getByName(uid).lastUsed();
  const connections = (await grantsOf(env, uid)).map((grant) => toConnection(grant, lastUsed[grant.id]));
  const response = renderAccount({ connections, ...(done && { done }), ...(refusal && { refusal }) });
  response.headers.append("Set-Cookie", await keepSignedIn(env, uid));
  return response;
}

async function grantsOf(env: Bindings, uid: string): Promise<GrantSummary[]> {
  const grants: GrantSummary[] = [];
  let cursor: string | undefined;
  do {
    const page = await env.OAUTH_PROVIDER.listUserGrants(uid, cursor === undefined ? {} : { cursor });
    grants.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return grants;
}

function toConnection(grant: GrantSummary, lastUsedDay: string | undefined): Connection {
  const { clientId, redirectUri } = grant;
  const metadata: unknown = grant.metadata;
  const named = typeof metadata === "object" && metadata !== null && "clientName" in metadata;
  return {
    grantId: grant.id,
    name: named ? String(metadata.clientName) : "An app",
    publisher: URL.canParse(clientId) ? new URL(clientId).host : undefined,
    sentTo: redirectUri && URL.canParse(redirectUri) ? new URL(redirectUri).host : "unknown",
    scopes: grant.scope,
    since: new Date(grant.createdAt * 1000).toISOString().slice(0, 10),
    lastUsed: lastUsedDay,
  };
}

async function enter(env: Env, uid: string): Promise<Response> {
  return new Response(null, {
    status: 303,
    headers: { Location: "/account", "Set-Cookie": await keepSignedIn(env, uid) },
  });
}

function leave(): Response {
  return new Response(null, { status: 303, headers: { Location: "/account", "Set-Cookie": signOutCookie() } });
}
