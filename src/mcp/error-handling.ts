import { JournalError } from "../account/change-log.ts";
import { IntervalsError } from "../intervals/failure.ts";
import { ToolInputError } from "../tools/kit/input-error.ts";
import { ScopeError } from "../tools/kit/scope-error.ts";
import { type CallRecord, logCall } from "./call-log.ts";
import { adviceFor } from "./error-messages.ts";
import { InputRequired, ProtocolError } from "./protocol.ts";
import { AccessError } from "./tool-context.ts";

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
    if (outcome === "bug") console.error(error);
    throw new Explained(says);
  }
}

function explain(error: unknown, publicUrl: string): { outcome: CallRecord["outcome"]; detail?: string; says: string } {
  if (error instanceof ToolInputError) return { outcome: "input", says: error.message };
  if (error instanceof ScopeError) {
    const says = `${error.message} This needs the permission intervals:${error.effect}, which this connection does not have. The person can connect again and allow it.`;
    return { outcome: "scope", detail: error.effect, says };
  }
  if (error instanceof IntervalsError) {
    const { failure } = error;
    const outcome = failure.kind === "cancelled" ? "cancelled" : "intervals";
    return { outcome, detail: failure.kind, says: adviceFor(failure, publicUrl) };
  }
  if (error instanceof JournalError) {
    const says =
      "This server cannot note down changes at the moment, and changes nothing that could not be undone. Try again in a minute.";
    return { outcome: "bug", detail: "journal", says };
  }
  if (error instanceof AccessError) return { outcome: "scope", detail: error.reason, says: error.message };
  return {
    outcome: "bug",
    says: "Something went wrong on this server. It has been noted; try again or ask differently.",
  };
}
