import type { AuthRequest, OAuthHelpers } from "@cloudflare/workers-oauth-provider";
import { Hono } from "hono";
import { isScope, PRESETS } from "../access/scopes.ts";
import type { RevocationResult } from "../account/upstream-token.ts";
import { configOf } from "../config.ts";
import { uidOf } from "../crypto/uid.ts";
import type { UpstreamScope } from "../intervals/oauth-scopes.ts";
import { grantsOf } from "../oauth/grants.ts";
import { knownDemoVisitor } from "../sign-in/demo-visitor.ts";
import { type Errand, sendToIntervals } from "../sign-in/sign-in-request.ts";
import { allowedLast, areasFor, forgetAllowed } from "../sign-in/upstream-scopes.ts";
import type { Refusal } from "../sign-in/verify-api-key.ts";
import { proveKeyWithinLimits } from "../sign-in/verify-throttled.ts";
import { type AccountPage, renderAccount, renderDeleted, renderSignIn } from "./account-page.tsx";
import { showChanges, undoFromPage } from "./changes-page.tsx";
import { connectionsOf } from "./connections.ts";
import { downloadAll } from "./data-export.ts";
import { keepSignedIn, signedIn, signOutCookie } from "./session-cookie.ts";

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
    if (form.get("decision") === "intervals") {
      // Who this is will turn out there. Less than what their connections need would be taken from them.
      const known = allowedLast(c.req.raw);
      const needs = known.length > 0 ? known : areasFor(PRESETS.coach.scopes);
      return leaveForIntervals(c.req.raw, c.env, { purpose: "account" }, needs);
    }
    if (form.get("decision") === "demo" && visitor) {
      return enter(c.env, await uidOf(configOf(c.env).uidPepper, "demo", visitor));
    }
    const proof = await proveKeyWithinLimits(c.req.raw, c.env, {
      key: String(form.get("api_key") ?? ""),
      athleteId: "",
    });
    return "uid" in proof ? enter(c.env, proof.uid) : askToSignIn(c.req.raw, c.env, proof);
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
    const grants = await grantsOf(c.env, c.env.OAUTH_PROVIDER, uid);
    const account = c.env.ACCOUNT.getByName(uid);
    // Only what is in this person's own list can be ended; "all" is all of it.
    await Promise.all(
      grants.filter(({ id }) => chosen === "all" || id === chosen).map(({ id }) => account.revokeGrant(id)),
    );
    return showAccount(c.env, uid, {
      done: chosen === "all" ? "All connections have ended." : "The connection has ended.",
    });
  })
  .post("/narrow", async (c) => {
    const uid = c.get("uid");
    const form = await c.req.formData();
    const grants = await grantsOf(c.env, c.env.OAUTH_PROVIDER, uid);
    const grant = grants.find(({ id }) => id === form.get("grant_id"));
    if (!grant) return showAccount(c.env, uid, { done: "This connection has ended already." });
    const ticked = form.getAll("scope").map(String);
    // What is not ours to choose, such as being refreshed, stays.
    const left = grant.scope.filter((scope) => !isScope(scope) || ticked.includes(scope));
    if (!left.some(isScope)) {
      const message = "Leave at least one ticked, or end the connection.";
      return showAccount(c.env, uid, { unchanged: { at: { grantId: grant.id }, status: 400, message } });
    }
    await c.env.ACCOUNT.getByName(uid).reduceScopes(grant.id, left);
    return showAccount(c.env, uid, { done: "From now on the connection may do no more than this." });
  })
  .get("/changes", (c) => showChanges(c.req.raw, c.env, c.get("uid")))
  .post("/changes", (c) => undoFromPage(c.req.raw, c.env, c.get("uid")))
  .post("/questions", async (c) => {
    const wanted = (await c.req.formData()).get("ask") === "yes";
    await c.env.ACCOUNT.getByName(c.get("uid")).setRequiresConfirmation(wanted);
    return showAccount(c.env, c.get("uid"), {
      done: wanted ? "Assistants show you first what they would delete." : "Assistants delete without asking you here.",
    });
  })
  .get("/download", (c) => downloadAll(c.env, c.env.OAUTH_PROVIDER, c.get("uid")))
  .post("/key", async (c) => {
    const uid = c.get("uid");
    const form = await c.req.formData();
    const proof = await proveKeyWithinLimits(c.req.raw, c.env, {
      key: String(form.get("api_key") ?? ""),
      athleteId: "",
    });
    if (!("uid" in proof)) return showAccount(c.env, uid, { unchanged: { ...proof, at: "key" } });
    if (proof.uid !== uid) {
      const message = "This key belongs to another athlete. Connect it from your app instead; nothing was changed.";
      return showAccount(c.env, uid, { unchanged: { at: "key", status: 403, message } });
    }
    const revocation = await c.env.ACCOUNT.getByName(uid).replaceCredential(proof.credential);
    return showAccount(c.env, uid, { done: `The new key is in use for all connections.${lookYourself(revocation)}` });
  })
  .post("/intervals", async (c) => {
    const uid = c.get("uid");
    const grants = await grantsOf(c.env, c.env.OAUTH_PROVIDER, uid);
    const scopes = grants.length > 0 ? grants.flatMap(({ scope }) => scope) : PRESETS.coach.scopes;
    return leaveForIntervals(c.req.raw, c.env, { purpose: "replace", uid }, areasFor(scopes));
  })
  .post("/disconnect", async (c) => {
    const uid = c.get("uid");
    const revocation = await c.env.ACCOUNT.getByName(uid).disconnect();
    return showAccount(c.env, uid, { done: `Your Intervals.icu account is disconnected.${lookYourself(revocation)}` });
  })
  .post("/delete", async (c) => {
    const uid = c.get("uid");
    if ((await c.req.formData()).get("sure") !== "yes") {
      const message = "Tick the box to delete everything.";
      return showAccount(c.env, uid, { unchanged: { at: "delete", status: 400, message } });
    }
    const account = c.env.ACCOUNT.getByName(uid);
    for (const { id } of await grantsOf(c.env, c.env.OAUTH_PROVIDER, uid)) await account.revokeGrant(id);
    const revocation = await account.deleteEverything();
    const response = revocation === "failed" ? renderDeleted(lookYourself(revocation)) : leave();
    for (const cookie of [signOutCookie(), forgetAllowed()]) response.headers.append("Set-Cookie", cookie);
    return response;
  });

function askToSignIn(request: Request, env: Env, refusal?: Refusal): Response {
  const { demoAthlete, signIn, intervalsUrl } = configOf(env);
  const hasDemo = demoAthlete && knownDemoVisitor(request) !== undefined;
  return renderSignIn({ hasDemo, signInAt: signIn && intervalsUrl, ...(refusal && { refusal }) });
}

/** The library keeps an app's request with every way there and back; here no app waits for one. */
const NO_APP: AuthRequest = { responseType: "", clientId: "", redirectUri: "", scope: [], state: "" };

async function leaveForIntervals(
  request: Request,
  env: Bindings,
  errand: Errand,
  needs: readonly UpstreamScope[],
): Promise<Response> {
  const { signIn: app } = configOf(env);
  if (!app) return askToSignIn(request, env);
  return sendToIntervals(request, env, env.OAUTH_PROVIDER, { app, errand, needs, authRequest: NO_APP });
}

/** What a person has to do themselves when Intervals.icu could not be told. */
const lookYourself = (revocation: RevocationResult): string =>
  revocation === "failed"
    ? " Intervals.icu could not be told, so remove this app there too: on its settings page, among the connected apps."
    : "";

async function showAccount(
  env: Bindings,
  uid: string,
  news: Pick<AccountPage, "done" | "unchanged"> = {},
): Promise<Response> {
  const account = env.ACCOUNT.getByName(uid);
  const [connectedWith, requiresConfirmation] = await Promise.all([
    account.credentialSummary(),
    account.requiresConfirmation(),
  ]);
  const connections = await connectionsOf(env, env.OAUTH_PROVIDER, uid);
  const { signIn, intervalsUrl } = configOf(env);
  const response = renderAccount({
    connections,
    connectedWith,
    requiresConfirmation,
    signInAt: signIn && intervalsUrl,
    ...news,
  });
  response.headers.append("Set-Cookie", await keepSignedIn(env, uid));
  return response;
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
