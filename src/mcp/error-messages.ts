import { NotAllowed, type NotAllowedReason } from "../access/not-allowed.ts";
import { needsScope } from "../access/scopes.ts";
import { ChangeLogError } from "../account/change-log.ts";
import { IntervalsError, type IntervalsFailure } from "../intervals/failure.ts";
import { describeScope, type UpstreamScope } from "../intervals/oauth-scopes.ts";
import { ToolInputError } from "../tools/kit/input-error.ts";
import { quote } from "../training/quote.ts";

export type ErrorKind = "input" | "scope" | "intervals" | "cancelled" | "bug";

export interface ErrorExplanation {
  /** For the log. */
  outcome: ErrorKind;
  detail?: string;
  /** For the model and the user behind it. */
  message: string;
}

/** What happened and what to do next. */
export function explainError(error: unknown, publicUrl: string): ErrorExplanation {
  if (error instanceof ToolInputError) return { outcome: "input", message: error.message };
  if (error instanceof NotAllowed) {
    const { reason } = error;
    const detail = reason.kind === "missing_scope" ? reason.effect : reason.kind;
    return { outcome: "scope", detail, message: refusalMessage(reason, publicUrl) };
  }
  if (error instanceof IntervalsError) {
    const { failure } = error;
    const outcome = failure.kind === "cancelled" ? "cancelled" : "intervals";
    return { outcome, detail: failure.kind, message: failureMessage(failure, publicUrl) };
  }
  if (error instanceof ChangeLogError) {
    const message =
      "This server cannot note down changes at the moment, and changes nothing that could not be undone. Try again in a minute.";
    return { outcome: "bug", detail: "journal", message };
  }
  return {
    outcome: "bug",
    message: "Something went wrong on this server. It has been noted; try again or ask differently.",
  };
}

/** What happened and what to do next, for a model and the person behind it. Texts of the server stand in quotes. */
export function failureMessage(failure: IntervalsFailure, publicUrl: string): string {
  const reconnect = `The person can reconnect: remove this connector in the host, add ${publicUrl}/mcp again, and paste the current API key.`;
  switch (failure.kind) {
    case "unauthorized":
      if (failure.token) {
        return `Intervals.icu no longer accepts this sign-in; it was ended there. The person can open ${publicUrl}/account and continue with Intervals.icu: then this connection and all others work again.`;
      }
      return `Intervals.icu no longer accepts the stored API key; probably a new one was made. ${reconnect}`;
    case "forbidden":
      if (failure.lacks === "other athletes") {
        return `Whoever signed in with Intervals.icu reaches their own data alone. Leave athlete_id out. Coaches reach their athletes with an API key, which they can set on ${publicUrl}/account.`;
      }
      if (failure.lacks) return notAllowed(failure.lacks, publicUrl);
      return "Intervals.icu does not allow this: the connected account has no access to that athlete or area. Leave athlete_id out for the connected athlete.";
    case "not_found":
      return "Intervals.icu does not know this id, or it was deleted. List again to get current ids.";
    case "strava":
      return "This activity came from Strava, which does not let Intervals.icu pass its data on. Trying again does not help; connecting the watch or app to Intervals.icu directly makes future ones readable.";
    case "rejected":
      return `Intervals.icu refused the request (${failure.status}): ${quote(failure.reason)}. Nothing was changed. Correct the arguments and call again.`;
    case "rate_limited":
      return `Too many requests to Intervals.icu. Nothing was done. Try again in ${Math.max(1, failure.retryAfterSeconds)} s.`;
    case "unavailable":
      return "Intervals.icu cannot be reached or does not answer at the moment. Try again in a minute.";
    case "unreadable":
      return `Intervals.icu answered with something unexpected (${failure.detail}). Try again; if it stays, tell the operator of this server.`;
    case "unknown_outcome":
      return "The connection to Intervals.icu broke while writing, and reading back did not show what happened: the change may or may not have been made. Look before you write again.";
    case "cancelled":
      return "Cancelled.";
  }
}

/** Why the connection does not permit a call, and how the user can change that. */
export function refusalMessage(reason: NotAllowedReason, publicUrl: string): string {
  const reconnect = `remove this connector in the host and add ${publicUrl}/mcp again.`;
  switch (reason.kind) {
    case "missing_scope":
      return [
        reason.because,
        `This ${needsScope(reason.effect)}, which this connection does not have. The person can connect again and allow it.`,
      ]
        .filter(Boolean)
        .join(" ");
    case "revoked":
      return `This connection was ended by the athlete. To use it again, ${reconnect}`;
    case "disconnected":
      return `No Intervals.icu account is connected any more. To connect one, ${reconnect}`;
    case "unavailable":
      return "This server cannot open the stored key at the moment. Nothing is lost; try again in a minute.";
  }
}

function notAllowed(lacking: UpstreamScope, publicUrl: string): string {
  const { name, covers, writes } = describeScope(lacking);
  return `At Intervals.icu the person did not allow this: ${writes ? "changing" : "reading"} ${covers} needs “${name}” (${lacking}). Nothing was changed. To allow it they open ${publicUrl}/account, sign in with Intervals.icu again and leave “${name}” ticked; no app has to be connected anew. Until then do without, and do not try again.`;
}
