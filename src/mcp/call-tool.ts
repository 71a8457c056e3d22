import type { Tool, ToolAnswer } from "../tools/kit/define-tool.ts";
import { type Asking, askPerson } from "./confirmation.ts";
import { Explained, explained } from "./error-handling.ts";
import { once, type Writes } from "./idempotency.ts";
import type { RequestContext, ToolResult } from "./protocol.ts";
import type { Workbench } from "./tool-context.ts";

export interface Run {
  tool: Tool;
  args: unknown;
  exchange: RequestContext;
  uid: string;
  publicUrl: string;
  contextFor: (athleteId: string | undefined) => Promise<Workbench>;
  writes: Writes;
  seals: Asking["seals"];
}

/** Calls a tool. What fails in it is an answer too: the model reads why and what to do. */
export async function runTool(run: Run): Promise<ToolResult> {
  const { tool, exchange, uid, publicUrl } = run;
  try {
    const call = { event: "tool", name: tool.name, effect: tool.effect, uid, publicUrl } as const;
    const { output, text } = await explained(call, () => answer(run));
    const asJson = exchange.meta["intervals/format"] === "json";
    return {
      content: [{ type: "text", text: asJson ? JSON.stringify(output) : text }],
      ...(tool.isStructured && { structuredContent: output }),
    };
  } catch (error) {
    if (!(error instanceof Explained)) throw error;
    return { isError: true, content: [{ type: "text", text: error.message }] };
  }
}

/** Asks first where that is due, makes what is made once, and remembers what was shown. */
async function answer({
  tool,
  args,
  exchange,
  contextFor,
  writes,
  seals,
}: Run): Promise<Pick<ToolAnswer, "output" | "text">> {
  let bench: Workbench | undefined;
  const call = await tool.prepare(args, async (athleteId) => {
    bench = await contextFor(athleteId);
    return bench;
  });
  const requireStillAllowed = async () => {
    await contextFor(undefined);
  };
  try {
    const asking = { tool, call, exchange, seals, requireStillAllowed };
    const notDone = bench?.requiresConfirmation ? await askPerson(asking) : undefined;
    return notDone ?? (await once(tool, call, writes));
  } finally {
    await bench?.keepSeen();
    if (tool.effect !== "read") await writes.cleanUpIfDeleted();
  }
}
