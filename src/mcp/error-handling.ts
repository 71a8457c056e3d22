import { NotAllowed } from "../access/not-allowed.ts";
import { ChangeLogError } from "../account/change-log.ts";
import { IntervalsError } from "../intervals/failure.ts";
import { log } from "../log.ts";
import { ToolInputError } from "../tools/kit/input-error.ts";
import { type CallRecord, logCall } from "./call-log.ts";
import { failureMessage, refusalMessage } from "./error-messages.ts";
import { InputRequired, ProtocolError } from "./protocol.ts";

/** Something failed, in words that a model and the person behind it can act on. */
export class Explained extends Error {
  constructor(says: string) {
    super(says);
    this.name = "Explained";
  }
}

export interface Call extends Pick<CallRecord, "event" | "name" | "effect" | "uid"> {
  publicUrl: string;
}

/**
 * The one place where errors are caught and become words, and where a line about each call goes to the log.
 * @throws Explained; a question to the host and errors of the protocol pass as they are
 */
export async function explained<Result>({ publicUrl, ...call }: Call, run: () => Promise<Result>): Promise<Result> {
  const started = Date.now();
  const record = (outcome: CallRecord["outcome"], detail?: string) =>
    logCall({ ...call, outcome, ...(detail !== undefined && { detail }), milliseconds: Date.now() - started });
  try {
    const result = await run();
    record("ok");
    return result;
  } catch (error) {
    if (error instanceof InputRequired) throw error;
    if (error instanceof ProtocolError) {
      record("input");
      throw error;
    }
    const { outcome, detail, says } = explain(error, publicUrl);
    record(outcome, detail);
    if (outcome === "bug") log.exception(error);
    throw new Explained(says);
  }
}

function explain(error: unknown, publicUrl: string): { outcome: CallRecord["outcome"]; detail?: string; says: string } {
  if (error instanceof ToolInputError) return { outcome: "input", says: error.message };
  if (error instanceof NotAllowed) {
    const { reason } = error;
    const detail = reason.kind === "missing_scope" ? reason.effect : reason.kind;
    return { outcome: "scope", detail, says: refusalMessage(reason, publicUrl) };
  }
  if (error instanceof IntervalsError) {
    const { failure } = error;
    const outcome = failure.kind === "cancelled" ? "cancelled" : "intervals";
    return { outcome, detail: failure.kind, says: failureMessage(failure, publicUrl) };
  }
  if (error instanceof ChangeLogError) {
    const says =
      "This server cannot note down changes at the moment, and changes nothing that could not be undone. Try again in a minute.";
    return { outcome: "bug", detail: "journal", says };
  }
  return {
    outcome: "bug",
    says: "Something went wrong on this server. It has been noted; try again or ask differently.",
  };
}
