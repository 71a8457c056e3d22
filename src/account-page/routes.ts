import type { AuthRequest } from "@cloudflare/workers-oauth-provider";
import { Hono } from "hono";
import { allowsAnything, DEFAULT_PRESET, isScope, PRESETS } from "../access/scopes.ts";
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
import {
  expireSessionCookie,
  isFresh,
  readSession,
  restartSession,
  type Session,
  sessionCookie,
  startSession,
} from "./session-cookie.ts";

/** `/account`: a signed-in user sees what is connected, and can disconnect or delete it. */
export const accountRoutes = new Hono<{ Bindings: OAuthEnv; Variables: { session: Session } }>()
  .get("/", async (c) => {
    const session = await readSession(c.req.raw, c.env);
    return session ? showAccount(c.env, session) : showSignIn(c.req.raw, c.env);
  })
  .post("/sign-in", async (c) => {
    const form = await c.req.formData();
    const visitor = demoVisitorOf(c.req.raw);
    if (form.get("decision") === "intervals") {
      // We do not know the user yet. Requesting fewer scopes than their connections need would take them away.
      const known = lastGrantedScopes(c.req.raw);
      const required = known.length > 0 ? known : upstreamScopesFor(PRESETS[DEFAULT_PRESET].scopes);
      return redirectToIntervals(c.req.raw, c.env, { purpose: { kind: "account" }, required });
    }
    if (form.get("decision") === "demo" && visitor) {
      return signIn(c.env, await uidOf(configOf(c.env).uidPepper, "demo", visitor));
    }
    const identity = await verifyThrottled(c.req.raw, c.env, { key: apiKeyIn(form), athleteId: "" });
    return identity.ok ? signIn(c.env, identity.value.uid) : showSignIn(c.req.raw, c.env, identity.error);
  })
  .use(async (c, next) => {
    const session = await readSession(c.req.raw, c.env);
    if (!session) return showSignIn(c.req.raw, c.env);
    c.set("session", session);
    return next();
  })
  .post("/sign-out", async (c) => {
    await c.env.ACCOUNT.getByName(c.get("session").uid).endPageSessions();
    const response = redirectToAccount();
    response.headers.append("Set-Cookie", expireSessionCookie());
    return response;
  })
  .post("/revoke", async (c) => {
    const session = c.get("session");
    const { uid } = session;
    const grantId = String((await c.req.formData()).get("grant_id") ?? "");
    const account = c.env.ACCOUNT.getByName(uid);
    // Grants of other users are not in the list, so they cannot be revoked.
    const revoked = (await listGrants(c.env, uid)).filter(({ id }) => grantId === "all" || id === grantId);
    await Promise.all(revoked.map(({ id }) => account.revokeGrant(id)));
    const notice = grantId === "all" ? "All apps are disconnected." : "The app is disconnected.";
    return showAccount(c.env, session, { notice });
  })
  .post("/scopes", async (c) => {
    const session = c.get("session");
    const { uid } = session;
    const form = await c.req.formData();
    const grant = (await listGrants(c.env, uid)).find(({ id }) => id === form.get("grant_id"));
    if (!grant) return showAccount(c.env, session, { notice: "This app is no longer connected." });
    const ticked = form.getAll("scope").map(String);
    // Scopes that the page does not show, such as `offline_access`, stay.
    const remaining = grant.scope.filter((scope) => !isScope(scope) || ticked.includes(scope));
    if (!allowsAnything(remaining)) {
      const message = "Leave at least one box ticked that says what the app may do, or disconnect the app.";
      return showAccount(c.env, session, { error: { at: { grantId: grant.id }, status: 400, message } });
    }
    await c.env.ACCOUNT.getByName(uid).reduceScopes(grant.id, remaining);
    return showAccount(c.env, session, { notice: "The app can now only do what is listed." });
  })
  .get("/changes", (c) => showChanges(c.req.raw, c.env, { uid: c.get("session").uid }))
  .post("/changes", (c) => undoFromPage(c.req.raw, c.env, c.get("session").uid))
  .post("/confirmation", async (c) => {
    const session = c.get("session");
    const requiresConfirmation = (await c.req.formData()).get("ask") === "yes";
    if (!requiresConfirmation && !isFresh(session)) return signInAgain(c.req.raw, c.env);
    await c.env.ACCOUNT.getByName(session.uid).setRequiresConfirmation(requiresConfirmation);
    return showAccount(c.env, session, {
      notice: requiresConfirmation ? "Assistants now ask before they delete." : "Assistants now delete without asking.",
    });
  })
  .get("/export", (c) => exportData(c.req.raw, c.env, c.get("session").uid))
  .post("/api-key", async (c) => {
    const session = c.get("session");
    const { uid } = session;
    const form = await c.req.formData();
    const identity = await verifyThrottled(c.req.raw, c.env, { key: apiKeyIn(form), athleteId: "" });
    if (!identity.ok) return showAccount(c.env, session, { error: { ...identity.error, at: "api_key" } });
    if (identity.value.uid !== uid) {
      const message = "This key belongs to another athlete. Nothing was changed. To use it, connect it from your app.";
      return showAccount(c.env, session, { error: { at: "api_key", status: 403, message } });
    }
    const revocation = await c.env.ACCOUNT.getByName(uid).replaceCredential(identity.value.credential);
    return showAccount(c.env, await startSession(c.env, uid), {
      notice: `All your apps use the new key now.${revokeYourself(revocation)}`,
    });
  })
  .post("/reconnect", async (c) => {
    const session = c.get("session");
    const { uid } = session;
    const grants = await listGrants(c.env, uid);
    const scopes = grants.length > 0 ? grants.flatMap(({ scope }) => scope) : PRESETS[DEFAULT_PRESET].scopes;
    const purpose = { kind: "replace", uid } as const;
    return redirectToIntervals(c.req.raw, c.env, { purpose, required: upstreamScopesFor(scopes) });
  })
  .post("/disconnect", async (c) => {
    const session = c.get("session");
    const { uid } = session;
    const revocation = await c.env.ACCOUNT.getByName(uid).disconnect();
    return showAccount(c.env, await restartSession(c.env, session), {
      notice: `Intervals.icu is disconnected.${revokeYourself(revocation)}`,
    });
  })
  .post("/delete", async (c) => {
    const session = c.get("session");
    const { uid } = session;
    if ((await c.req.formData()).get("sure") !== "yes") {
      const message = "Tick the box to delete everything.";
      return showAccount(c.env, session, { error: { at: "delete", status: 400, message } });
    }
    if (!isFresh(session)) return signInAgain(c.req.raw, c.env);
    const account = c.env.ACCOUNT.getByName(uid);
    // The account object knows grants that the list in KV does not show yet.
    const listed = (await listGrants(c.env, uid)).map(({ id }) => id);
    const used = Object.keys(await account.listGrants());
    for (const id of new Set([...listed, ...used])) await account.revokeGrant(id);
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

/** A session that was stolen, or left open on a shared computer, must not be enough for irreversible actions. */
const signInAgain = (request: Request, env: Env): Response =>
  showSignIn(request, env, {
    field: "form",
    status: 403,
    message: "Nothing was changed. Sign in again to confirm that it is you, then repeat this step.",
  });

async function showAccount(
  env: OAuthEnv,
  session: Session,
  outcome: Pick<AccountPage, "notice" | "error"> = {},
): Promise<Response> {
  const { uid } = session;
  const account = env.ACCOUNT.getByName(uid);
  const [connectedWith, requiresConfirmation] = await Promise.all([
    account.credentialSummary(),
    account.requiresConfirmation(),
  ]);
  const connections = await listConnections(env, uid);
  const { signIn: app, intervalsUrl } = configOf(env);
  const page = { connections, connectedWith, requiresConfirmation, signInUrl: app && intervalsUrl, ...outcome };
  const response = renderAccountPage(page);
  response.headers.append("Set-Cookie", await sessionCookie(env, session));
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
  response.headers.append("Set-Cookie", await sessionCookie(env, await startSession(env, uid)));
  return response;
}

const redirectToAccount = (): Response => new Response(null, { status: 303, headers: { Location: "/account" } });
