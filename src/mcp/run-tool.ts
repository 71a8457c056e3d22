import { IntervalsError } from "../intervals/failure.ts";
import type { Tool, ToolContext } from "../tools/define-tool.ts";
import { ToolInputError } from "../tools/input-error.ts";
import { ScopeError } from "../tools/scope-error.ts";
import { adviceFor } from "./advice.ts";
import { type CallRecord, logCall } from "./log.ts";
import { type Exchange, InputRequired, type ToolResult } from "./protocol.ts";
import { AccessError } from "./workbench.ts";

export interface Run {
  tool: Tool;
  args: unknown;
  exchange: Exchange;
  uid: string;
  publicUrl: string;
  contextFor: (athleteId: string | undefined) => Promise<ToolContext>;
}

/** The one place where a tool's errors are caught and become words. */
export async function runTool(run: Run): Promise<ToolResult> {
  const { tool, args, exchange, uid } = run;
  const started = Date.now();
  const record = (outcome: CallRecord["outcome"], detail?: string) =>
    logCall({
      event: "tool",
      name: tool.name,
      effect: tool.effect,
      outcome,
      ...(detail !== undefined && { detail }),
      milliseconds: Date.now() - started,
      uid,
    });
  try {
    const { output, text } = await tool.answer(args, run.contextFor);
    record("ok");
    const asJson = exchange.meta["intervals/format"] === "json";
    return { content: [{ type: "text", text: asJson ? JSON.stringify(output) : text }] };
  } catch (error) {
    if (error instanceof InputRequired) throw error;
    const { outcome, detail, says } = explain(error, run.publicUrl);
    record(outcome, detail);
    if (outcome === "bug") console.error(error);
    return { isError: true, content: [{ type: "text", text: says }] };
  }
}

function explain(error: unknown, publicUrl: string): { outcome: CallRecord["outcome"]; detail?: string; says: string } {
  if (error instanceof ToolInputError) return { outcome: "input", says: error.message };
  if (error instanceof ScopeError) {
    const says = `${error.message} Deleting it needs the permission intervals:${error.effect}, which this connection does not have. The person can connect again and allow it.`;
    return { outcome: "scope", detail: error.effect, says };
  }
  if (error instanceof IntervalsError) {
    const { failure } = error;
    const outcome = failure.kind === "cancelled" ? "cancelled" : "intervals";
    return { outcome, detail: failure.kind, says: adviceFor(failure, publicUrl) };
  }
  if (error instanceof AccessError) return { outcome: "scope", detail: error.reason, says: error.message };
  return {
    outcome: "bug",
    says: "Something went wrong on this server. It has been noted; try again or ask differently.",
  };
}
