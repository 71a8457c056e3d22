import type { Tool, ToolContext } from "../tools/define-tool.ts";
import { Explained, explained } from "./explained.ts";
import type { Exchange, ToolResult } from "./protocol.ts";

export interface Run {
  tool: Tool;
  args: unknown;
  exchange: Exchange;
  uid: string;
  publicUrl: string;
  contextFor: (athleteId: string | undefined) => Promise<ToolContext>;
}

/** Calls a tool. What fails in it is an answer too: the model reads why and what to do. */
export async function runTool({ tool, args, exchange, uid, publicUrl, contextFor }: Run): Promise<ToolResult> {
  try {
    const call = { event: "tool", name: tool.name, effect: tool.effect, uid, publicUrl } as const;
    const { output, text } = await explained(call, () => tool.answer(args, contextFor));
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
