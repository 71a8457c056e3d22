import {
  AuthorizationError,
  type AuthRequest,
  CimdFetchError,
  type OAuthHelpers,
} from "@cloudflare/workers-oauth-provider";
import { presetFor } from "../access/scopes.ts";
import { configOf } from "../config.ts";
import { renderProblem } from "../http/pages/problem.tsx";
import { knownDemoVisitor, newDemoVisitor, rememberDemoVisitor } from "../sign-in/demo-visitor.ts";
import { sendToIntervals } from "../sign-in/sign-in-request.ts";
import { areasFor } from "../sign-in/upstream-scopes.ts";
import { type Person, type Refusal, welcomeVisitor } from "../sign-in/verify-api-key.ts";
import { proveKeyWithinLimits } from "../sign-in/verify-throttled.ts";
import { plainName, withOwnName } from "./client-name.ts";
import { type Choices, choicesIn, scopesOf } from "./consent-form.ts";
import { renderConnectPage } from "./consent-page.tsx";
import type { GrantProps } from "./grant.ts";

const EXPIRED =
  "This page had expired or was opened in another browser. Nothing was stored. Check your choices and try again.";

/** `GET /authorize`: the connect page. */
export function showConnectPage(request: Request, env: Env, oauth: OAuthHelpers): Promise<Response> {
  return orExplain(async () => {
    const authRequest = await oauth.parseAuthRequest(request);
    const choices: Choices = { preset: presetFor(authRequest.scope), scopes: [], toolset: "everything", athleteId: "" };
    return askToConnect(env, oauth, { authRequest, choices, query: new URL(request.url).search });
  });
}

/** `POST /authorize`: what the person decided. */
export function answerConnectPage(request: Request, env: Env, oauth: OAuthHelpers): Promise<Response> {
  return orExplain(async () => {
    const form = await request.clone().formData();
    const field = (name: string) => String(form.get(name) ?? "");
    const handle = field("handle");
    const choices = choicesIn(form);
    const query = new URL(request.url).search;
    const { signIn } = configOf(env);
    const decision = field("decision") === "enter" ? (field("api_key") ? "approve" : "intervals") : field("decision");
    try {
      if (decision === "deny") return redirect(await oauth.denyConsent(request, handle, { description: "Cancelled" }));
      const scope = scopesOf(choices);
      const { request: authRequest, headers } = await oauth.approveConsent(request, handle, { scope });
      if (decision === "intervals" && signIn && choices.athleteId === "") {
        const errand = { purpose: "connect", choices, query } as const;
        const needs = areasFor(scope);
        return sendToIntervals(request, env, oauth, { app: signIn, errand, needs, authRequest, headers });
      }
      const person = await identify(request, env, decision, { key: field("api_key"), athleteId: choices.athleteId });
      if ("message" in person) return askToConnect(env, oauth, { authRequest, choices, query, refusal: person });
      await env.ACCOUNT.getByName(person.uid).saveCredential(person.credential);
      return await finish(oauth, { authRequest, headers, choices, person });
    } catch (error) {
      if (!(error instanceof AuthorizationError)) throw error;
      const refusal: Refusal = { field: "form", status: 400, message: EXPIRED };
      return askToConnect(env, oauth, { authRequest: await oauth.parseAuthRequest(request), choices, query, refusal });
    }
  });
}

export type Identified = Person & { remember?: string };

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
  if (decision === "intervals" && configOf(env).signIn) return ONLY_WITH_A_KEY;
  return { field: "form", status: 400, message: "Press one of the buttons below." };
}

const ONLY_WITH_A_KEY: Refusal = {
  field: "athlete_id",
  status: 400,
  message: "Who signs in with Intervals.icu reaches their own data alone. Leave this empty, or use an API key.",
};

/** The grant, and the way back to the app. */
export async function finish(
  oauth: OAuthHelpers,
  done: { authRequest: AuthRequest; headers: Headers; choices: Choices; person: Identified },
): Promise<Response> {
  const { authRequest, headers, choices, person } = done;
  const { clientName } = await oauth.describeConsent(authRequest);
  const app = plainName(clientName);
  const props: GrantProps = { uid: person.uid, toolset: choices.toolset, app };
  const { redirectTo } = await oauth.completeAuthorization({
    request: authRequest,
    userId: person.uid,
    metadata: { clientName: app },
    scope: authRequest.scope,
    props,
  });
  if (person.remember) headers.append("Set-Cookie", person.remember);
  headers.set("Location", redirectTo);
  return redirect({ headers });
}

/** The connect page, for the first time or again with what went wrong. */
export async function askToConnect(
  env: Env,
  oauth: OAuthHelpers,
  page: { authRequest: AuthRequest; choices: Choices; query: string; refusal?: Refusal },
): Promise<Response> {
  const { authRequest, ...rest } = page;
  const details = withOwnName(await oauth.describeConsent(authRequest));
  const { handle, headers } = await oauth.beginConsent(authRequest);
  const { demoAthlete, signIn, intervalsUrl } = configOf(env);
  return renderConnectPage({ ...rest, details, handle, headers, demoAthlete, signInAt: signIn && intervalsUrl });
}

export function redirect({ headers }: { headers: Headers }): Response {
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
      return renderProblem({ status: 400, title: "This app could not be recognised", message: says });
    }
    if (error instanceof CimdFetchError) {
      const says =
        "The app's description could not be fetched from the address that it names. Try again, or tell its makers.";
      return renderProblem({ status: 400, title: "This app could not be verified", message: says });
    }
    throw error;
  }
}
