import type { AuthRequest } from "@cloudflare/workers-oauth-provider";
import { Hono } from "hono";
import { isScope, PRESETS } from "../access/scopes.ts";
import type { RevocationResult } from "../account/upstream-token.ts";
import { configOf } from "../config.ts";
import { uidOf } from "../crypto/uid.ts";
import type { UpstreamScope } from "../intervals/oauth-scopes.ts";
import { listGrants } from "../oauth/grants.ts";
import { demoVisitorOf } from "../sign-in/demo-visitor.ts";
import type { AccountPurpose } from "../sign-in/flow.ts";
import type { FormError } from "../sign-in/identity.ts";
import type { OAuthEnv } from "../sign-in/oauth-env.ts";
import { startSignIn } from "../sign-in/pending-sign-in.ts";
import { expireGrantedScopesCookie, lastGrantedScopes, upstreamScopesFor } from "../sign-in/upstream-scopes.ts";
import { verifyThrottled } from "../sign-in/verify-throttled.ts";
import { type AccountPage, renderAccountPage, renderDeletedPage, renderSignInPage } from "./account-page.tsx";
import { showChanges, undoFromPage } from "./changes-page.tsx";
import { listConnections } from "./connections.ts";
import { exportData } from "./data-export.ts";
import { expireSessionCookie, readSession, sessionCookie } from "./session-cookie.ts";

/** `/account`: a signed-in user sees what is connected, and can disconnect or delete it. */
export const accountRoutes = new Hono<{ Bindings: OAuthEnv; Variables: { uid: string } }>()
  .get("/", async (c) => {
    const uid = await readSession(c.req.raw, c.env);
    return uid === undefined ? showSignIn(c.req.raw, c.env) : showAccount(c.env, uid);
  })
  .post("/sign-in", async (c) => {
    const form = await c.req.formData();
    const visitor = demoVisitorOf(c.req.raw);
    if (form.get("decision") === "intervals") {
      // We do not know the user yet. Requesting fewer scopes than their connections need would take them away.
      const known = lastGrantedScopes(c.req.raw);
      const required = known.length > 0 ? known : upstreamScopesFor(PRESETS.coach.scopes);
      return redirectToIntervals(c.req.raw, c.env, { purpose: { kind: "account" }, required });
    }
    if (form.get("decision") === "demo" && visitor) {
      return signIn(c.env, await uidOf(configOf(c.env).uidPepper, "demo", visitor));
    }
    const identity = await verifyThrottled(c.req.raw, c.env, { key: apiKeyIn(form), athleteId: "" });
    return identity.ok ? signIn(c.env, identity.value.uid) : showSignIn(c.req.raw, c.env, identity.error);
  })
  .use(async (c, next) => {
    const uid = await readSession(c.req.raw, c.env);
    if (uid === undefined) return showSignIn(c.req.raw, c.env);
    c.set("uid", uid);
    return next();
  })
  .post("/sign-out", () => signOut())
  .post("/revoke", async (c) => {
    const uid = c.get("uid");
    const grantId = String((await c.req.formData()).get("grant_id") ?? "");
    const account = c.env.ACCOUNT.getByName(uid);
    // Grants of other users are not in the list, so they cannot be revoked.
    const revoked = (await listGrants(c.env, uid)).filter(({ id }) => grantId === "all" || id === grantId);
    await Promise.all(revoked.map(({ id }) => account.revokeGrant(id)));
    const notice = grantId === "all" ? "All apps are disconnected." : "The app is disconnected.";
    return showAccount(c.env, uid, { notice });
  })
  .post("/scopes", async (c) => {
    const uid = c.get("uid");
    const form = await c.req.formData();
    const grant = (await listGrants(c.env, uid)).find(({ id }) => id === form.get("grant_id"));
    if (!grant) return showAccount(c.env, uid, { notice: "This app is no longer connected." });
    const ticked = form.getAll("scope").map(String);
    // Scopes that the page does not show, such as `offline_access`, stay.
    const remaining = grant.scope.filter((scope) => !isScope(scope) || ticked.includes(scope));
    if (!remaining.some(isScope)) {
      const message = "Leave at least one box ticked, or disconnect the app.";
      return showAccount(c.env, uid, { error: { at: { grantId: grant.id }, status: 400, message } });
    }
    await c.env.ACCOUNT.getByName(uid).reduceScopes(grant.id, remaining);
    return showAccount(c.env, uid, { notice: "The app can now only do what is listed." });
  })
  .get("/changes", (c) => showChanges(c.req.raw, c.env, { uid: c.get("uid") }))
  .post("/changes", (c) => undoFromPage(c.req.raw, c.env, c.get("uid")))
  .post("/confirmation", async (c) => {
    const requiresConfirmation = (await c.req.formData()).get("ask") === "yes";
    await c.env.ACCOUNT.getByName(c.get("uid")).setRequiresConfirmation(requiresConfirmation);
    return showAccount(c.env, c.get("uid"), {
      notice: requiresConfirmation ? "Assistants now ask before they delete." : "Assistants now delete without asking.",
    });
  })
  .get("/export", (c) => exportData(c.env, c.get("uid")))
  .post("/api-key", async (c) => {
    const uid = c.get("uid");
    const form = await c.req.formData();
    const identity = await verifyThrottled(c.req.raw, c.env, { key: apiKeyIn(form), athleteId: "" });
    if (!identity.ok) return showAccount(c.env, uid, { error: { ...identity.error, at: "api_key" } });
    if (identity.value.uid !== uid) {
      const message = "This key belongs to another athlete. Nothing was changed. To use it, connect it from your app.";
      return showAccount(c.env, uid, { error: { at: "api_key", status: 403, message } });
    }
    const revocation = await c.env.ACCOUNT.getByName(uid).replaceCredential(identity.value.credential);
    return showAccount(c.env, uid, { notice: `All your apps use the new key now.${revokeYourself(revocation)}` });
  })
  .post("/reconnect", async (c) => {
    const uid = c.get("uid");
    const grants = await listGrants(c.env, uid);
    const scopes = grants.length > 0 ? grants.flatMap(({ scope }) => scope) : PRESETS.coach.scopes;
    const purpose = { kind: "replace", uid } as const;
    return redirectToIntervals(c.req.raw, c.env, { purpose, required: upstreamScopesFor(scopes) });
  })
  .post("/disconnect", async (c) => {
    const uid = c.get("uid");
    const revocation = await c.env.ACCOUNT.getByName(uid).disconnect();
    return showAccount(c.env, uid, { notice: `Intervals.icu is disconnected.${revokeYourself(revocation)}` });
  })
  .post("/delete", async (c) => {
    const uid = c.get("uid");
    if ((await c.req.formData()).get("sure") !== "yes") {
      const message = "Tick the box to delete everything.";
      return showAccount(c.env, uid, { error: { at: "delete", status: 400, message } });
    }
    const account = c.env.ACCOUNT.getByName(uid);
    for (const { id } of await listGrants(c.env, uid)) await account.revokeGrant(id);
    const revocation = await account.deleteEverything();
    const response =
      revocation === "failed"
        ? renderDeletedPage(`Nothing is stored about you here any more.${revokeYourself(revocation)}`)
        : redirectToAccount();
    for (const cookie of [expireSessionCookie(), expireGrantedScopesCookie()]) {
      response.headers.append("Set-Cookie", cookie);
    }
    return response;
  });

const apiKeyIn = (form: FormData): string => String(form.get("api_key") ?? "");

function showSignIn(request: Request, env: Env, error?: FormError): Response {
  const { demoAthlete, signIn: app, intervalsUrl } = configOf(env);
  const hasDemoAthlete = demoAthlete && demoVisitorOf(request) !== undefined;
  return renderSignInPage({ hasDemoAthlete, signInUrl: app && intervalsUrl, ...(error && { error }) });
}

async function showAccount(
  env: OAuthEnv,
  uid: string,
  outcome: Pick<AccountPage, "notice" | "error"> = {},
): Promise<Response> {
  const account = env.ACCOUNT.getByName(uid);
  const [connectedWith, requiresConfirmation] = await Promise.all([
    account.credentialSummary(),
    account.requiresConfirmation(),
  ]);
  const connections = await listConnections(env, uid);
  const { signIn: app, intervalsUrl } = configOf(env);
  const page = { connections, connectedWith, requiresConfirmation, signInUrl: app && intervalsUrl, ...outcome };
  const response = renderAccountPage(page);
  response.headers.append("Set-Cookie", await sessionCookie(env, uid));
  return response;
}

/** The provider stores an app's request with every pending sign-in; the account page has none. */
const NO_APP: AuthRequest = { responseType: "", clientId: "", redirectUri: "", scope: [], state: "" };

async function redirectToIntervals(
  request: Request,
  env: OAuthEnv,
  start: { purpose: AccountPurpose; required: readonly UpstreamScope[] },
): Promise<Response> {
  const { signIn: app } = configOf(env);
  if (!app) return showSignIn(request, env);
  return startSignIn({ ...start, request, env, app, authRequest: NO_APP, headers: new Headers() });
}

/** What the user has to do if Intervals.icu could not be told to revoke our token. */
const revokeYourself = (revocation: RevocationResult): string =>
  revocation === "failed"
    ? " Intervals.icu could not be reached to revoke our access, so revoke it there: open its settings and remove this app from the connected apps."
    : "";

async function signIn(env: Env, uid: string): Promise<Response> {
  const response = redirectToAccount();
  response.headers.append("Set-Cookie", await sessionCookie(env, uid));
  return response;
}

function signOut(): Response {
  const response = redirectToAccount();
  response.headers.append("Set-Cookie", expireSessionCookie());
  return response;
}

const redirectToAccount = (): Response => new Response(null, { status: 303, headers: { Location: "/account" } });
