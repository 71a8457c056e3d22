import * as z from "zod";
import { digestOf } from "../crypto/digest.ts";
import type { PreparedCall, Tool, ToolAnswer } from "../tools/kit/define-tool.ts";
import { ToolInputError } from "../tools/kit/input-error.ts";
import { type McpApi, ProtocolError, type RequestContext } from "./protocol.ts";

const Answer = z.object({ action: z.enum(["accept", "decline", "cancel"]) });

export interface Asking {
  tool: Tool;
  call: PreparedCall;
  exchange: RequestContext;
  seals: Pick<McpApi, "sealState" | "openState">;
  /** A person may take minutes to answer: whether the call is still allowed. @throws NotAllowed */
  requireStillAllowed(): Promise<void>;
}

/** An answer that says that nothing was done. */
type NotDone = Pick<ToolAnswer, "output" | "text">;

/**
 * Shows what a call would do and asks the person: through the host where it can ask, else by a sealed token that the
 * model may hand back once it has asked. Bound to person, tool, arguments and preview; good for ten minutes.
 * Returns what to answer instead of doing it; nothing when it may be done. @throws ToolInputError
 */
export async function askPerson({
  tool,
  call,
  exchange,
  seals,
  requireStillAllowed,
}: Asking): Promise<NotDone | undefined> {
  const preview = await call.preview();
  if (preview === undefined) return undefined;
  const digest = await digestOf(["confirm", tool.name, call.input, call.context.subject.id, preview]);
  if (exchange.clientSupports("elicitation")) {
    // What is asked is part of the key: should the preview be another one by the time of the answer, it is asked anew.
    const key = `confirm-${digest.slice(0, 16)}`;
    const params = { mode: "form", message: preview, requestedSchema: { type: "object", properties: {} } };
    const answers = await exchange.requestInput({ [key]: { method: "elicitation/create", params } });
    if (Answer.safeParse(answers[key]).data?.action === "accept") {
      await requireStillAllowed();
      return undefined;
    }
    const text = `The person did not agree. Nothing was changed.\n\n${preview}`;
    return { output: { agreed: false, preview }, text };
  }
  if (call.confirm !== undefined) {
    if (await isFor(digest, call.confirm, seals)) return undefined;
    throw new ToolInputError(
      "confirm: this is not for this call: other arguments, other records by now, or older than ten minutes. Call again without confirm, and show the person the new preview.",
    );
  }
  const token = await seals.sealState(digest);
  const text = `Nothing has been changed yet.\n\n${preview}\n\nShow this to the person and ask. If they agree, call ${tool.name} again with the same arguments and confirm: "${token}"`;
  return { output: { agreed: false, preview, confirm: token }, text };
}

async function isFor(digest: string, token: string, { openState }: Asking["seals"]): Promise<boolean> {
  try {
    return (await openState(token)) === digest;
  } catch (error) {
    if (error instanceof ProtocolError) return false;
    throw error;
  }
}
