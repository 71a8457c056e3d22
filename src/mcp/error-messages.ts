import { OWNER } from "../access/athlete-access.ts";
import { NotAllowed, type NotAllowedReason } from "../access/not-allowed.ts";
import { type Effect, needsScope, PRESETS } from "../access/scopes.ts";
import { ChangeLogError } from "../account/change-log.ts";
import { IntervalsError, type IntervalsFailure } from "../intervals/failure.ts";
import { describeScope, type UpstreamScope } from "../intervals/oauth-scopes.ts";
import { ToolInputError } from "../tools/kit/input-error.ts";
import { whoseOf } from "../tools/kit/subject.ts";
import { quote } from "../training/quote.ts";
import type { KnownSubject } from "./call-context.ts";

export type ErrorKind = "input" | "scope" | "intervals" | "cancelled" | "bug";

export interface ErrorExplanation {
  /** For the log. */
  outcome: ErrorKind;
  detail?: string;
  /** For the model and the user behind it. */
  message: string;
}

/** The call that failed. */
export interface FailedCall {
  publicUrl: string;
  effect: Effect;
  /** Undefined if the call failed before that was known. */
  subject: KnownSubject | undefined;
}

/** What happened and what to do next; for another athlete than the user, whom it is about. */
export function explainError(error: unknown, call: FailedCall): ErrorExplanation {
  const { publicUrl, subject } = call;
  // The id that a caller sent is not repeated before Intervals.icu has shown who that is.
  const whose = subject && (subject.isDefault || subject.name !== "") ? whoseOf(subject) : undefined;
  const about = (message: string) => (whose === undefined ? message : `For ${whose}: ${message}`);
  if (error instanceof ToolInputError) return { outcome: "input", message: about(error.message) };
  if (error instanceof NotAllowed) {
    const { reason } = error;
    const detail = reason.kind === "missing_scope" ? reason.effect : reason.kind;
    return { outcome: "scope", detail, message: notAllowedMessage(reason, publicUrl) };
  }
  if (error instanceof IntervalsError) {
    const { failure } = error;
    const outcome = failure.kind === "cancelled" ? "cancelled" : "intervals";
    return { outcome, detail: failure.kind, message: about(failureMessage(failure, call)) };
  }
  if (error instanceof ChangeLogError) {
    const explanation = changeLogExplanation(error.reason, publicUrl);
    return { ...explanation, message: about(explanation.message) };
  }
  const next =
    call.effect === "read"
      ? "try again or ask in another way."
      : "check whether the change was made before you try again.";
  return { outcome: "bug", message: about(`Something went wrong on this server. The error has been logged; ${next}`) };
}

function changeLogExplanation(reason: ChangeLogError["reason"], publicUrl: string): ErrorExplanation {
  const detail = "change_log";
  switch (reason) {
    case "disconnected":
      return { outcome: "scope", detail, message: notAllowedMessage({ kind: "disconnected" }, publicUrl) };
    case "too_large": {
      const message =
        "The change was not made: what it replaces is too large for the user's change log, so it could not be undone. Change less at once. If this call has made other changes before, icu_list_changes lists them.";
      return { outcome: "input", detail, message };
    }
    case "unavailable": {
      const message =
        "The change was not made: this server cannot log changes at the moment, so it could not be undone. Try again in a minute. If this call has made other changes before, icu_list_changes lists them.";
      return { outcome: "bug", detail, message };
    }
  }
}

/** What happened at Intervals.icu and what to do next. Text from its server is quoted. */
function failureMessage(failure: IntervalsFailure, call: FailedCall): string {
  const { publicUrl } = call;
  switch (failure.kind) {
    case "unauthorized":
      if (failure.token) {
        return `Intervals.icu no longer accepts this sign-in; it was revoked there. The user can open ${publicUrl}/account and continue with Intervals.icu, then this connection and all others work again.`;
      }
      return `Intervals.icu no longer accepts the stored API key; the user has probably created a new one. To reconnect, the user removes this connector in the app, adds ${publicUrl}/mcp again and pastes the current API key.`;
    case "forbidden":
      if (failure.lacks === "other athletes") {
        return `Signing in with Intervals.icu only gives access to the user's own data. Nothing was changed. Coaches need an API key for access to their athletes; they can set it on ${publicUrl}/account.${connectElsewhere(call)}`;
      }
      return failure.lacks ? missingScopeMessage(failure.lacks, publicUrl) : forbiddenMessage(call);
    case "not_found":
      return "Intervals.icu does not know this id, or it was deleted. List again to get current ids.";
    case "strava":
      return "This activity came from Strava, which does not let Intervals.icu pass its data on. Retrying does not help. Future activities are readable if the user connects their watch or app directly to Intervals.icu.";
    case "rejected":
      return `Intervals.icu rejected the request (${failure.status}): ${quote(failure.reason)}. Nothing was changed. Correct the arguments and call again.`;
    case "rate_limited":
      return `Too many requests to Intervals.icu. Nothing was done. Try again in ${Math.max(1, failure.retryAfterSeconds)} s.`;
    case "unavailable":
      return "Intervals.icu cannot be reached or does not answer at the moment. Try again in a minute.";
    case "unreadable":
      return `Intervals.icu sent an unexpected response (${failure.detail}). Try again; if it happens again, tell the operator of this server.`;
    case "unknown_outcome":
      return "The connection to Intervals.icu broke during the write, and reading back did not show the outcome: the change may or may not have been made. Check before you write again.";
    case "cancelled":
      return "Cancelled.";
  }
}

/** Never suggests another athlete's data instead: the user means this athlete. */
function forbiddenMessage(call: FailedCall): string {
  const { effect, subject } = call;
  if (!subject || subject.id === OWNER) {
    return "Intervals.icu does not allow this for the connected account. Nothing was changed. Do not retry; tell the user.";
  }
  const refused =
    effect === "read"
      ? "Intervals.icu gives the connected account no access to this athlete, or not to this part of their data."
      : "Intervals.icu does not let the connected account change this athlete's data, which it may still be able to read. Nothing was changed. Do not make the change for anybody else instead; tell the user.";
  return `${refused}${connectElsewhere(call) || " icu_list_athletes lists whose data can be read."}`;
}

/** What to do if the athlete of the grant can no longer be used. */
const connectElsewhere = ({ publicUrl, subject }: FailedCall): string =>
  subject?.isDefault && subject.id !== OWNER
    ? ` This app is connected for this athlete. To connect it for another one, ${reconnect(publicUrl)}.`
    : "";

const reconnect = (publicUrl: string): string =>
  `the user removes this connector in the app and adds ${publicUrl}/mcp again`;

/** Why the connection does not permit a call, and how the user can change that. */
function notAllowedMessage(reason: NotAllowedReason, publicUrl: string): string {
  switch (reason.kind) {
    case "missing_scope": {
      const missing = `This ${needsScope(reason.effect)}, which this connection does not have. The user can reconnect and allow it.`;
      return reason.because === undefined ? missing : `${reason.because} ${missing}`;
    }
    case "other_athlete": {
      const whose = reason.athlete === OWNER ? "the user's own data" : `the data of athlete ${reason.athlete}`;
      return `This connection may only use ${whose}. Nothing was read or changed. To allow the athletes whom the user coaches or follows, ${reconnect(publicUrl)} and chooses “${PRESETS.coach.title}” there.`;
    }
    case "revoked":
      return `The user has ended this connection. To use it again, ${reconnect(publicUrl)}.`;
    case "disconnected":
      return `No Intervals.icu account is connected any more. To connect one, ${reconnect(publicUrl)}.`;
    case "unavailable":
      return "This server cannot read the stored key at the moment. Try again in a minute.";
  }
}

function missingScopeMessage(scope: UpstreamScope, publicUrl: string): string {
  const { name, covers, writes } = describeScope(scope);
  return `The user has not allowed this at Intervals.icu: ${writes ? "changing" : "reading"} ${covers} needs “${name}” (${scope}). Nothing was changed. To allow it, the user opens ${publicUrl}/account, signs in with Intervals.icu again and leaves “${name}” ticked; apps do not have to be reconnected. Until then continue without it, and do not retry.`;
}
