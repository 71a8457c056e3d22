import { log } from "../log.ts";
import type { ErrorExplanation, ErrorKind } from "./error-messages.ts";
import { InputRequired, ProtocolError } from "./protocol-errors.ts";

/** One line of JSON per call. It never contains arguments or data. */
export interface CallRecord {
  event: "tool" | "resource" | "prompt" | "completion";
  name: string;
  effect?: string;
  outcome: "ok" | ErrorKind;
  detail?: string;
  milliseconds: number;
  uid: string;
}

export type CallResult<Value> = { ok: true; value: Value } | { ok: false; message: string };

/**
 * The only place that catches errors of tools, resources and prompts: it turns them into a message for the model, and
 * writes the log line. @throws InputRequired and ProtocolError unchanged
 */
export async function logged<Value>(
  call: Pick<CallRecord, "event" | "name" | "effect" | "uid">,
  explain: (error: unknown) => ErrorExplanation,
  run: () => Promise<Value>,
): Promise<CallResult<Value>> {
  const started = Date.now();
  const record = (outcome: CallRecord["outcome"], detail?: string) => {
    const { event, ...fields }: CallRecord = {
      ...call,
      outcome,
      ...(detail !== undefined && { detail }),
      milliseconds: Date.now() - started,
    };
    log.info(event, fields);
  };
  try {
    const value = await run();
    record("ok");
    return { ok: true, value };
  } catch (error) {
    if (error instanceof InputRequired) throw error;
    if (error instanceof ProtocolError) {
      record("input");
      throw error;
    }
    const { outcome, detail, message } = explain(error);
    record(outcome, detail);
    if (outcome === "bug") log.exception(error);
    return { ok: false, message };
  }
}
