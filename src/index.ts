import { type Context, Hono } from "hono";
import { Account as AccountObject } from "./account/account.ts";
import { accountCallback } from "./account-page/account-callback.ts";
import { accountRoutes } from "./account-page/routes.ts";
import { adminRoutes } from "./admin/routes.ts";
import { ConfigError, configOf, SIGN_IN_PATH, WEBHOOK_PATH } from "./config.ts";
import { serveFile } from "./files/serve-file.ts";
import { canonicalPath } from "./http/canonical-path.ts";
import { guard, type Policy, rejectAmbiguousQuery, rejectHost } from "./http/guard.ts";
import { withSecurityHeaders } from "./http/headers.ts";
import { explainMcpUrl } from "./http/mcp-url.ts";
import { renderLanding } from "./http/pages/landing.tsx";
import { renderPrivacy } from "./http/pages/privacy.tsx";
import { renderProblem } from "./http/pages/problem.tsx";
import { SECURITY_PATH, securityTxt } from "./http/pages/security-txt.ts";
import { ICON, STYLE, STYLE_PATH } from "./http/pages/stylesheet.ts";
import { FORM, MCP, OAUTH, PAGE, WEBHOOK } from "./http/policies.ts";
import { log } from "./log.ts";
import { SERVER_INFO } from "./mcp/server-info.ts";
import { authorizationServerPort } from "./oauth/account-authorization.ts";
import { type AuthorizationServer, createAuthorizationServer } from "./oauth/authorization-server.ts";
import { handleAuthorize, handleConsent } from "./oauth/authorize.ts";
import { connectCallback } from "./oauth/connect-callback.ts";
import { accountLimits, callbackLimits, consentLimits, registrationLimits, tokenLimits } from "./oauth/rate-limits.ts";
import { handleTokenRequest } from "./oauth/token-endpoint.ts";
import { createSignInCallback } from "./sign-in/callback.ts";
import { deleteExpiredAttempts } from "./sign-in/login-throttle.ts";
import type { OAuthEnv } from "./sign-in/oauth-env.ts";
import { handleWebhook } from "./sign-in/webhook.ts";

export { McpSession } from "./mcp/session.ts";
export { DemoAthlete } from "./sandbox/demo-athlete.ts";

/** The account object with the authorization server that redeems its tokens. */
export class Account extends AccountObject {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, authorizationServerPort(env, authorizationServer));
  }
}

const worker = {
  async fetch(request, env, ctx) {
    return withSecurityHeaders(await answer(request, env, ctx).catch(explainFailure), new URL(request.url).pathname);
  },

  /** Daily: deletes expired data that does not expire by itself. */
  async scheduled(_controller, env) {
    await deleteExpiredAttempts(env.DB);
  },
} satisfies ExportedHandler<Env>;

export default worker;

async function answer(request: Request, env: Env, ctx: ExecutionContext): Promise<Response> {
  const { bindings } = authorizationServer(env);
  return canonicalPath(request) === undefined ? notFound() : server.fetch(request, bindings, ctx);
}

const CONSENT: Policy = { ...FORM, limits: consentLimits };

/** Every route with its policy. Routes below `guard(PAGE)` have no other one. */
const server = new Hono<{ Bindings: OAuthEnv }>()
  .use(rejectHost)
  .use(async (c, next) => explainMcpUrl(c.req.raw, configOf(c.env)) ?? next())
  .all("/mcp", guard(MCP), (c) => askProvider(c.req.raw, c))
  .all("/oauth/token", guard({ ...OAUTH, limits: tokenLimits }), (c) =>
    handleTokenRequest(c.req.raw, c.env, (request) => askProvider(request, c)),
  )
  .all("/oauth/register", guard({ ...OAUTH, limits: registrationLimits }), (c) => askProvider(c.req.raw, c))
  .post(WEBHOOK_PATH, guard(WEBHOOK), (c) => handleWebhook(c.req.raw, c.env))
  .get("/authorize", guard(CONSENT), rejectAmbiguousQuery, (c) => handleAuthorize(c.req.raw, c.env))
  .post("/authorize", guard(CONSENT), rejectAmbiguousQuery, (c) => handleConsent(c.req.raw, c.env))
  .use(SIGN_IN_PATH, guard({ ...FORM, limits: callbackLimits }), rejectAmbiguousQuery)
  .route(SIGN_IN_PATH, createSignInCallback({ connect: connectCallback, account: accountCallback }))
  .use("/account/*", guard({ ...FORM, limits: accountLimits }))
  .route("/account", accountRoutes)
  .use(guard(PAGE))
  .get("/", (c) => renderLanding(configOf(c.env)))
  .get("/privacy", () => renderPrivacy())
  .route("/admin", adminRoutes)
  .get("/files/:link", (c) => serveFile(c.req.raw, c.env, c.req.param("link")))
  .get(SECURITY_PATH, (c) => c.text(securityTxt(configOf(c.env), Date.now())))
  .all("/.well-known/*", (c) => askProvider(c.req.raw, c))
  .get("/healthz", (c) => c.json({ status: "ok", version: SERVER_INFO.version }))
  .get(STYLE_PATH, (c) => c.body(STYLE, 200, { "Content-Type": "text/css", "Cache-Control": "public, max-age=3600" }))
  .get("/icon.svg", (c) => c.body(ICON, 200, { "Content-Type": "image/svg+xml", "Cache-Control": "max-age=86400" }))
  .notFound(notFound)
  .onError(explainFailure);

const askProvider = (request: Request, { env, executionCtx }: Context<{ Bindings: OAuthEnv }>): Promise<Response> =>
  // Hono hands on the context that it was given, but its type has fewer members.
  authorizationServer(env).fetch(request, env, executionCtx as ExecutionContext);

function notFound(): Response {
  return renderProblem({ status: 404, title: "Page not found", message: "There is no page at this address." });
}

const servers = new WeakMap<Env, AuthorizationServer>();

/** Created at the first request, because an invalid configuration is answered with a page that explains it. */
function authorizationServer(env: Env): AuthorizationServer {
  const known = servers.get(env);
  if (known) return known;
  const created = createAuthorizationServer(env, { fetch: notFound });
  servers.set(env, created).set(created.bindings, created);
  return created;
}

function explainFailure(error: unknown): Response {
  if (error instanceof ConfigError) {
    const message = `${error.problems.join(" ")} Then deploy again.`;
    return renderProblem({ status: 503, title: "This server is not set up yet", message });
  }
  log.exception(error);
  const message =
    "The error has been logged. If you were changing something, check whether it was done before you try again.";
  return renderProblem({ status: 500, title: "Something went wrong on this server", message });
}
