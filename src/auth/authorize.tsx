import {
  AuthorizationError,
  type AuthRequest,
  CimdFetchError,
  type OAuthHelpers,
} from "@cloudflare/workers-oauth-provider";
import { configOf, type Env } from "../config.ts";
import { renderProblem } from "../pages/problem.tsx";
import { plainName, withOwnName } from "./client-name.ts";
import { type Choices, renderConnectPage } from "./connect-page.tsx";
import { knownDemoVisitor, newDemoVisitor, rememberDemoVisitor } from "./demo-visitor.ts";
import type { GrantProps } from "./grant.ts";
import { type Person, type Refusal, welcomeVisitor } from "./prove.ts";
import { proveKeyWithinLimits } from "./prove-within.ts";
import { isPreset, isScope, PRESETS, presetFor } from "./scopes.ts";

const EXPIRED =
  "This page had expired or was opened in another browser. Nothing was stored. Check your choices and try again.";

/** `GET /authorize`: the connect page. */
export function showConnectPage(request: Request, env: Env, oauth: OAuthHelpers): Promise<Response> {
  return orExplain(async () => {
    const authRequest = await oauth.parseAuthRequest(request);
    const choices: Choices = { preset: presetFor(authRequest.scope), scopes: [], toolset: "everything", athleteId: "" };
    return askAgain(env, oauth, authRequest, choices);
  });
}

/** `POST /authorize`: what the person decided. */
export function answerConnectPage(request: Request, env: Env, oauth: OAuthHelpers): Promise<Response> {
  return orExplain(async () => {
    const form = await request.clone().formData();
    const field = (name: string) => String(form.get(name) ?? "");
    const decision = field("decision");
    const handle = field("handle");
    const choices = choicesIn(form);
    try {
      if (decision === "deny") return redirect(await oauth.denyConsent(request, handle, { description: "Cancelled" }));
      const scope = scopesOf(choices);
      const { request: authRequest, headers } = await oauth.approveConsent(request, handle, { scope });
      const person = await identify(request, env, decision, { key: field("api_key"), athleteId: choices.athleteId });
      if ("message" in person) return askAgain(env, oauth, authRequest, choices, person);
      await env.ACCOUNT.getByName(person.uid).keep(person.credential);
      return await finish(oauth, { authRequest, headers, scope, choices, person });
    } catch (error) {
      if (!(error instanceof AuthorizationError)) throw error;
      const refusal: Refusal = { field: "form", status: 400, message: EXPIRED };
      return askAgain(env, oauth, await oauth.parseAuthRequest(request), choices, refusal);
    }
  });
}

type Identified = Person & { remember?: string };

async function identify(
  request: Request,
  env: Env,
  decision: string,
  typed: { key: string; athleteId: string },
): Promise<Identified | Refusal> {
  if (decision === "demo" && configOf(env).demoAthlete) {
    const visitor = knownDemoVisitor(request) ?? newDemoVisitor();
    return { ...(await welcomeVisitor(env, visitor)), remember: rememberDemoVisitor(visitor) };
  }
  if (decision === "approve") return proveKeyWithinLimits(request, env, typed);
  return { field: "form", status: 400, message: "Press one of the buttons below." };
}

async function finish(
  oauth: OAuthHelpers,
  done: { authRequest: AuthRequest; headers: Headers; scope: string[]; choices: Choices; person: Identified },
): Promise<Response> {
  const { authRequest, headers, scope, choices, person } = done;
  const { clientName } = await oauth.describeConsent(authRequest);
  const props: GrantProps = { uid: person.uid, toolset: choices.toolset };
  const { redirectTo } = await oauth.completeAuthorization({
    request: authRequest,
    userId: person.uid,
    metadata: { clientName: plainName(clientName) },
    scope,
    props,
  });
  if (person.remember) headers.append("Set-Cookie", person.remember);
  headers.set("Location", redirectTo);
  return redirect({ headers });
}

async function askAgain(
  env: Env,
  oauth: OAuthHelpers,
  authRequest: AuthRequest,
  choices: Choices,
  refusal?: Refusal,
): Promise<Response> {
  const details = withOwnName(await oauth.describeConsent(authRequest));
  const { handle, headers } = await oauth.beginConsent(authRequest);
  const { demoAthlete } = configOf(env);
  return renderConnectPage({ details, handle, headers, choices, demoAthlete, ...(refusal && { refusal }) });
}

function choicesIn(form: FormData): Choices {
  const preset = String(form.get("preset") ?? "");
  return {
    preset: isPreset(preset) ? preset : "coach",
    scopes: form.getAll("scope").map(String).filter(isScope),
    toolset: form.get("toolset") === "essentials" ? "essentials" : "everything",
    athleteId: String(form.get("athlete_id") ?? "")
      .trim()
      .slice(0, 40),
  };
}

/** Single scopes beat the preset: who opens them means them. Refresh tokens are always issued. */
function scopesOf(choices: Choices): string[] {
  const chosen = choices.scopes.length > 0 ? choices.scopes : PRESETS[choices.preset].scopes;
  return [...chosen, "offline_access"];
}

function redirect({ headers }: { headers: Headers }): Response {
  headers.set("Cache-Control", "no-store");
  return new Response(null, { status: 302, headers });
}

/** Errors go back to the app only when its redirect address is validated; everything else is shown here. */
async function orExplain(answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof AuthorizationError && error.redirectTo) {
      return redirect({ headers: new Headers({ Location: error.redirectTo }) });
    }
    if (error instanceof AuthorizationError) {
      const says = `The app sent a request that cannot be answered: ${error.description}. Remove the connection in your app and add it again.`;
      return renderProblem({ status: 400, title: "This app could not be recognised", says });
    }
    if (error instanceof CimdFetchError) {
      const says =
        "The app's description could not be fetched from the address that it names. Try again, or tell its makers.";
      return renderProblem({ status: 400, title: "This app could not be verified", says });
    }
    throw error;
  }
}
