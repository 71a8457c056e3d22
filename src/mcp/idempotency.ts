import type { Claim } from "../account/idempotency-store.ts";
import { digestOf } from "../crypto/digest.ts";
import { IntervalsError, mayBeApplied } from "../intervals/failure.ts";
import type { PreparedCall, Tool, ToolAnswer } from "../tools/kit/define-tool.ts";
import { ToolInputError } from "../tools/kit/input-error.ts";

/** The person's account, as far as it counts writes. */
export interface Writes {
  claimCall(key: string): Promise<Claim>;
  completeCall(key: string, answer?: string): Promise<void>;
  interruptCall(key: string): Promise<void>;
  clearCompletedCalls(): Promise<void>;
  cleanUpIfDeleted(): Promise<void>;
}

/**
 * Runs a call that makes something once, however often a host or a retry repeats it: a repeat gets the answer of the
 * first one. After a deletion the same thing may be made again.
 */
export async function once(tool: Tool, call: PreparedCall, writes: Writes): Promise<Omit<ToolAnswer, "view">> {
  if (!tool.makes) {
    const answer = await call.run();
    if (tool.effect === "delete" || tool.effect === "erase") await writes.clearCompletedCalls();
    return answer;
  }
  const key = await digestOf(["once", tool.name, call.input, call.context.subject.id]);
  const turn = await writes.claimCall(key);
  if (turn.state === "completed") return tool.makes === "anew" ? again(turn) : call.run();
  if (turn.state === "interrupted" && tool.makes === "anew") {
    throw new ToolInputError(
      `The same call was made at ${clock(turn.at)} UTC and broke off; what came of it is not known. Look first whether it is there already. If it is not, call again.`,
    );
  }
  try {
    const answer = await call.run();
    await writes.completeCall(key, JSON.stringify({ output: answer.output, text: answer.text }));
    return answer;
  } catch (error) {
    await (error instanceof IntervalsError && mayBeApplied(error)
      ? writes.interruptCall(key)
      : writes.completeCall(key));
    throw error;
  }
}

function again({ at, answer }: Extract<Claim, { state: "completed" }>): Omit<ToolAnswer, "view"> {
  const first = JSON.parse(answer) as Pick<ToolAnswer, "output" | "text">; // written above
  const note = `This call was made at ${clock(at)} UTC already, with the same arguments, and was not made again. Its answer was:`;
  return { ...first, text: `${note}\n\n${first.text}` };
}

const clock = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(11, 16);
