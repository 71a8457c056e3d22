import { allows } from "../access/scopes.ts";
import { connectionFor } from "../account/intervals-connection.ts";
import { configOf } from "../config.ts";
import { renderProblem } from "../http/pages/problem.tsx";
import { createIntervals } from "../intervals/client.ts";
import { IntervalsError, type IntervalsFailure } from "../intervals/failure.ts";
import { dispositionOf, openFile } from "./remote-file.ts";
import { openLink } from "./signed-link.ts";

const HEADERS = {
  "Cache-Control": "private, no-store",
  // The content is a stranger's: should a browser ever show it in spite of its disposition, it can do nothing.
  "Content-Security-Policy": "default-src 'none'; sandbox",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "Strict-Transport-Security": "max-age=31536000",
};

/** `/files/…`: the file behind a link, streamed from Intervals.icu, or a page that says why there is none. */
export async function serveFile(request: Request, env: Env, handed: string): Promise<Response> {
  const link = await openLink(configOf(env), handed);
  if (link.state !== "valid") return explainLink(link.state);
  const { uid, grantId, subject, file } = link;
  const decision = await env.ACCOUNT.getByName(uid).authorize(grantId, subject);
  if (decision.state !== "allowed") return explainLink(decision.state);
  const { credential, remainingScopes } = decision;
  if (remainingScopes && !allows(remainingScopes, "read")) return explainLink("narrowed");
  const intervals = createIntervals(connectionFor(env, { uid, credential, subject, signal: request.signal }));
  try {
    const { name, type, body } = await openFile(intervals, file);
    return new Response(body, {
      headers: { ...HEADERS, "Content-Type": type, "Content-Disposition": dispositionOf(name) },
    });
  } catch (error) {
    if (error instanceof IntervalsError) return explainFailure(error.failure);
    throw error;
  }
}

function explainLink(state: "refused" | "expired" | "revoked" | "narrowed" | "disconnected" | "unavailable"): Response {
  const title = "This link does not work";
  switch (state) {
    case "refused":
      return renderProblem({
        status: 403,
        title,
        message: "It is not one that this server made. Copy it again, whole.",
      });
    case "expired":
      return renderProblem({ status: 410, title, message: "It has expired. Ask the assistant for a new one." });
    case "revoked":
      return renderProblem({
        status: 403,
        title,
        message: "The connection that it was made for was ended by the athlete.",
      });
    case "narrowed":
      return renderProblem({
        status: 403,
        title,
        message: "Its connection may not read any more: the athlete said so.",
      });
    case "disconnected":
      return renderProblem({ status: 403, title, message: "No Intervals.icu account is connected any more." });
    case "unavailable":
      return renderProblem({ status: 503, title, message: "This server cannot open the stored key. Try in a minute." });
  }
}

function explainFailure(failure: IntervalsFailure): Response {
  const problem = (status: number, message: string) =>
    renderProblem({ status, title: "There is no such file", message });
  switch (failure.kind) {
    case "not_found":
      return problem(404, "Intervals.icu has no such file: what was entered by hand has none.");
    case "strava":
      return problem(404, "The activity came from Strava, which does not let Intervals.icu pass its data on.");
    case "rejected":
      return problem(404, `Intervals.icu cannot make this file: ${failure.reason}.`);
    case "unauthorized":
      return problem(
        403,
        failure.token
          ? "Intervals.icu no longer accepts your sign-in. Sign in again on your account page."
          : "Intervals.icu no longer accepts the stored API key. Connect again with the current one.",
      );
    case "forbidden":
      return problem(403, "The connected account may not read this athlete's files.");
    case "rate_limited":
      return problem(429, `Too many requests. Try again in ${Math.max(1, failure.retryAfterSeconds)} s.`);
    case "unavailable":
    case "unreadable":
    case "unknown_outcome":
    case "cancelled":
      return problem(502, "Intervals.icu did not send the file. Try again in a minute.");
  }
}
