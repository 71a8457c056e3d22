import { NotAllowed } from "../access/not-allowed.ts";
import { ChangeLogError } from "../account/change-log.ts";
import type { Claim } from "../account/idempotency-store.ts";
import { digestOf } from "../crypto/digest.ts";
import { IntervalsError, mayBeApplied } from "../intervals/failure.ts";
import { log } from "../log.ts";
import type { Tool } from "../tools/kit/define-tool.ts";
import { ToolInputError } from "../tools/kit/input-error.ts";

export interface ToolAnswer {
  output: Record<string, unknown>;
  /** The rendered output. */
  text: string;
  /** What the user has to know besides. */
  note?: string;
}

/** What the account object remembers of recent writes. */
export interface WriteLog {
  claimCall(key: string): Promise<Claim>;
  completeCall(key: string, result: string): Promise<void>;
  releaseCall(key: string): Promise<void>;
  interruptCall(key: string): Promise<void>;
  clearCompletedCalls(): Promise<void>;
}

export interface Attempt {
  /** Two calls of a tool with equal keys are identical. */
  key: unknown[];
  run(): Promise<ToolAnswer>;
  /** Plans again with fresh data, and runs. */
  reconcile(): Promise<ToolAnswer>;
}

/**
 * Creates things once, however often a client or a retry repeats the call within ten minutes (see `repeat` of a tool).
 * After a deletion the same things may be created again.
 */
export async function runOnce(writes: WriteLog, tool: Tool, { key, run, reconcile }: Attempt): Promise<ToolAnswer> {
  if (!tool.repeat) {
    const answer = await run();
    if (tool.effect === "delete" || tool.effect === "erase") await writes.clearCompletedCalls().catch(log.exception);
    return answer;
  }
  const digest = await digestOf(["once", tool.name, ...key]);
  const claim = await writes.claimCall(digest);
  if (claim.state === "completed") return tool.repeat === "replay" ? replay(claim) : reconcile();
  if (claim.state === "interrupted" && tool.repeat === "replay") {
    throw new ToolInputError(
      `The same call was made at ${clock(claim.at)} UTC and was interrupted, so its outcome is unknown. Check whether it succeeded; if not, call again.`,
    );
  }
  let answer: ToolAnswer;
  try {
    answer = await (claim.state === "interrupted" ? reconcile() : run());
  } catch (error) {
    await (provesNoChange(error) ? writes.releaseCall(digest) : writes.interruptCall(digest));
    throw error;
  }
  // The change was made: a failure to remember it must not make it look as if it was not.
  await writes.completeCall(digest, JSON.stringify(answer)).catch(async (error) => {
    log.exception(error);
    await writes.interruptCall(digest).catch(log.exception);
  });
  return answer;
}

/** Anything else may be our own failure after the change was made. */
function provesNoChange(error: unknown): boolean {
  if (error instanceof IntervalsError) return !mayBeApplied(error);
  return [ToolInputError, NotAllowed, ChangeLogError].some((kind) => error instanceof kind);
}

function replay({ at, result }: Extract<Claim, { state: "completed" }>): ToolAnswer {
  const first = JSON.parse(result) as ToolAnswer; // stored above
  const note = `This call was already made at ${clock(at)} UTC with the same arguments and was not repeated. Its answer was:`;
  return { ...first, text: `${note}\n\n${first.text}` };
}

const clock = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(11, 16);
