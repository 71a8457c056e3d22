import { allows, needsScope } from "../access/scopes.ts";
import { connectionFor } from "../account/intervals-connection.ts";
import { limitStream } from "../bounded-body.ts";
import { configOf } from "../config.ts";
import { renderProblem } from "../http/pages/problem.tsx";
import { createIntervals } from "../intervals/client.ts";
import { IntervalsError, type IntervalsFailure } from "../intervals/failure.ts";
import { dispositionOf, openFile } from "./remote-file.ts";
import { openFileLink } from "./signed-link.ts";

/** Decompressed. Our choice: the activities of decades as CSV have a tenth. */
const MAX_DOWNLOAD_BYTES = 100 * 1024 * 1024;

const HEADERS = {
  "Cache-Control": "private, no-store",
  // The content is untrusted: if a browser displays it despite its disposition, it can run and load nothing.
  "Content-Security-Policy": "default-src 'none'; sandbox",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "Strict-Transport-Security": "max-age=31536000",
};

/** `/files/…`: streams the file of a signed link from Intervals.icu, or answers with a page that says why it cannot. */
export async function serveFile(request: Request, env: Env, token: string): Promise<Response> {
  const link = await openFileLink(configOf(env), token);
  if (link.state !== "valid") return linkProblem(link.state);
  const { uid, grant, subject, file } = link;
  const decision = await env.ACCOUNT.getByName(uid).authorize(grant, subject);
  if (decision.state !== "allowed") return linkProblem(decision.state);
  const { credential, remainingScopes } = decision;
  if (remainingScopes && !allows(remainingScopes, "read")) return linkProblem("missing_scope");
  const intervals = createIntervals(
    connectionFor(env, { uid, credential, subject, app: grant.grantId, signal: request.signal }),
  );
  try {
    const { name, type, body } = await openFile(intervals, file);
    return new Response(limitStream(body, MAX_DOWNLOAD_BYTES), {
      headers: { ...HEADERS, "Content-Type": type, "Content-Disposition": dispositionOf(name) },
    });
  } catch (error) {
    if (error instanceof IntervalsError) return failureProblem(error.failure);
    throw error;
  }
}

function linkProblem(
  state: "invalid" | "expired" | "revoked" | "missing_scope" | "other_athlete" | "disconnected" | "unavailable",
): Response {
  const problem = (status: number, message: string) =>
    renderProblem({ status, title: "This link does not work", message });
  switch (state) {
    case "invalid":
      return problem(403, "It was not created by this server, or it is incomplete. Copy the whole link again.");
    case "expired":
      return problem(410, "It has expired. Ask the assistant for a new one.");
    case "revoked":
      return problem(403, "The connection that it was created for has been ended.");
    case "missing_scope":
      return problem(403, `The connection that it was created for ${needsScope("read")}, which was revoked.`);
    case "other_athlete":
      return problem(403, "The connection that it was created for may no longer use this athlete's data.");
    case "disconnected":
      return problem(403, "No Intervals.icu account is connected any more.");
    case "unavailable":
      return problem(503, "This server cannot read the stored key at the moment. Try again in a minute.");
  }
}

function failureProblem(failure: IntervalsFailure): Response {
  const problem = (status: number, message: string) =>
    renderProblem({ status, title: "The file cannot be downloaded", message });
  switch (failure.kind) {
    case "not_found":
      return problem(404, "Intervals.icu has no such file. Activities that were entered by hand have none.");
    case "strava":
      return problem(404, "The activity came from Strava, which does not let Intervals.icu pass its data on.");
    case "rejected":
      return problem(404, `Intervals.icu cannot create this file: ${failure.reason}.`);
    case "unauthorized":
      return problem(
        403,
        failure.token
          ? "Intervals.icu no longer accepts your sign-in. Sign in again on your account page."
          : "Intervals.icu no longer accepts the stored API key. Connect again with the current one.",
      );
    case "forbidden":
      return problem(403, "The connected account has no access to this athlete's files.");
    case "rate_limited":
      return problem(429, `Too many requests. Try again in ${Math.max(1, failure.retryAfterSeconds)} s.`);
    case "unavailable":
    case "unreadable":
    case "unknown_outcome":
    case "cancelled":
      return problem(502, "Intervals.icu did not send the file. Try again in a minute.");
  }
}
