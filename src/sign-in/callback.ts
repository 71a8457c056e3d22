import { AuthorizationError, type AuthRequest, type OAuthHelpers } from "@cloudflare/workers-oauth-provider";
import { arriveAtAccount, turnBackToAccount } from "../account-page/account-callback.ts";
import { configOf } from "../config.ts";
import { renderProblem } from "../http/pages/problem.tsx";
import { answerProven, arriveToConnect, turnBackToApp } from "../oauth/connect-callback.ts";
import { proveSignIn } from "./exchange-code.ts";
import { Waiting } from "./sign-in-request.ts";

/** `GET /sign-in/intervals`: the browser is back from Intervals.icu, with a code or with a no. */
export async function returnFromIntervals(request: Request, env: Env, oauth: OAuthHelpers): Promise<Response> {
  const { signIn: app } = configOf(env);
  const resumed = await resume(request, oauth);
  if (resumed?.waiting.stage !== "asked" || !app) return cannotGoOn();
  const { authRequest, headers } = resumed;
  const { asked, errand } = resumed.waiting;
  const answer = new URL(request.url).searchParams;
  const hasDenied = answer.get("error") === "access_denied";
  const arrival = hasDenied ? "denied" : await proveSignIn(env, app, { code: answer.get("code") ?? "", asked });
  const hasArrived = arrival !== "denied" && !("message" in arrival);
  if (errand.purpose === "connect") {
    const back = { authRequest, errand, headers };
    return hasArrived ? arriveToConnect(env, oauth, back, arrival) : turnBackToApp(env, oauth, back, arrival);
  }
  return hasArrived ? arriveAtAccount(env, oauth, { errand, headers }, arrival) : turnBackToAccount(arrival, headers);
}

/** `POST /sign-in/intervals`: the person has seen whose account it is. */
export async function decideOnArrival(request: Request, env: Env, oauth: OAuthHelpers): Promise<Response> {
  const { signIn: app } = configOf(env);
  const resumed = await resume(request, oauth);
  if (resumed?.waiting.stage !== "proven" || !app) return cannotGoOn();
  const { authRequest, headers, waiting } = resumed;
  return answerProven(request, env, oauth, { authRequest, headers, app, waiting });
}

interface Resumed {
  authRequest: AuthRequest;
  headers: Headers;
  waiting: Waiting;
}

/** What waited for this browser, once. */
async function resume(request: Request, oauth: OAuthHelpers): Promise<Resumed | undefined> {
  try {
    const { request: authRequest, headers, data } = await oauth.finishUpstream(request);
    return { authRequest, headers, waiting: Waiting.parse(data) };
  } catch (error) {
    if (error instanceof AuthorizationError) return undefined;
    throw error;
  }
}

/** Never a redirect: without the state nothing is known, not even which app this was for. */
function cannotGoOn(): Response {
  return renderProblem({
    status: 400,
    title: "This sign-in cannot go on",
    message:
      "It has expired, was finished before, or was started in another browser. Nothing was stored. Go back to your app and connect again.",
  });
}
