import type { Principal } from "../access/principal.ts";
import { configOf } from "../config.ts";
import { log } from "../log.ts";
import type { Tool, ToolContext } from "../tools/kit/define-tool.ts";
import { withAthlete } from "../tools/kit/subject.ts";
import { authorize } from "./authorize.ts";
import { type KnownSubject, openCallContext } from "./call-context.ts";
import { logged } from "./call-log.ts";
import { confirmWithUser } from "./confirmation.ts";
import { explainError } from "./error-messages.ts";
import { runOnce, type ToolAnswer } from "./idempotency.ts";
import { limitOutput, limitText } from "./limit-answer.ts";
import type { RequestContext, ToolResult } from "./protocol.ts";

export interface ToolCall {
  env: Env;
  /** Authenticated by the authorization server. */
  principal: Principal;
  tool: Tool;
  args: unknown;
  request: RequestContext;
}

/** Calls a tool. A failure is an answer too: it tells the model what went wrong and what to do next. */
export async function callTool(call: ToolCall): Promise<ToolResult> {
  const { env, principal, tool, request } = call;
  const { publicUrl } = configOf(env);
  const record = { event: "tool", name: tool.name, effect: tool.effect, uid: principal.uid } as const;
  let subject: KnownSubject | undefined;
  const result = await logged(
    record,
    (error) => explainError(error, { publicUrl, effect: tool.effect, subject }),
    () =>
      answer(call, (known) => {
        subject = known;
      }),
  );
  if (!result.ok) return { isError: true, content: [{ type: "text", text: result.message }] };
  const { output, text, note } = result.value;
  const asJson = request.meta["intervals/format"] === "json";
  return {
    content: [
      { type: "text", text: asJson ? JSON.stringify({ ...limitOutput(output), ...(note && { note }) }) : text },
    ],
    ...(tool.structured && { structuredContent: withoutNotice(limitOutput(output)) }),
  };
}

/** Structured content has the properties of the tool's output schema, and no others. */
const withoutNotice = ({ cut: _, ...output }: Record<string, unknown>) => output;

async function answer(
  { env, principal, tool, args, request }: ToolCall,
  onSubject: (subject: KnownSubject) => void,
): Promise<ToolAnswer> {
  const account = env.ACCOUNT.getByName(principal.uid);
  const { input, athleteId, confirm } = tool.parse(args);
  const findAthlete = (first: ToolContext) => tool.findAthlete(input, first);
  const opened = await openCallContext({ env, principal, tool, request, athleteId, findAthlete, onSubject });
  const { access, context, revisions } = opened;
  try {
    const plan = await tool.plan(input, context);
    if (access.requiresConfirmation) {
      const authorizeAgain = () => authorize(env, principal, { effect: tool.effect, athleteId: access.subject });
      const notDone = await confirmWithUser({ env, principal, tool, plan, context, request, confirm, authorizeAgain });
      if (notDone) return notDone;
    }
    return await runOnce(account, tool, {
      key: [input, access.subject],
      run: () => run(tool, plan, context),
      // An identical call has run since this plan was computed.
      async reconcile() {
        const fresh = await opened.reopen();
        return run(tool, await tool.plan(input, fresh), fresh);
      },
    });
  } finally {
    await revisions.save().catch(log.exception);
  }
}

const INCOMPLETE =
  "The change was made, but this server could not complete its entry in the change log: icu_list_changes shows it with an unknown outcome, and icu_undo_change may not be able to undo it.";

async function run(tool: Tool, plan: unknown, context: ToolContext): Promise<ToolAnswer> {
  const result = await tool.run(plan, context);
  const [output, text] = [withAthlete(result, context.subject), limitText(tool.render(result, context))];
  return context.isChangeLogComplete()
    ? { output, text }
    : { output, text: `${text}\n\n${INCOMPLETE}`, note: INCOMPLETE };
}
