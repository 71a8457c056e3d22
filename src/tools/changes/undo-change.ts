import * as z from "zod";
import { NotAllowed } from "../../access/not-allowed.ts";
import type { Effect } from "../../access/scopes.ts";
import type { LoggedChange } from "../../account/change-log.ts";
import { CONFIRM_ABOVE, defineTool, type ToolContext } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { changeLine, inWords, RecordedChange, toRecordedChange } from "./change-view.ts";

/** Ours: hosts repeat a call within seconds. */
const JUST_NOW_MILLISECONDS = 60_000;

const Result = z.object({ change: RecordedChange, status: z.enum(["done", "skipped", "failed"]), says: z.string() });

export const undoChange = defineTool({
  name: "icu_undo_change",
  title: "Undo a change",
  description: "UNDOES what a call changed, made or deleted: the last, or one of icu_list_changes.",
  effect: "write",
  essential: true,
  input: z.object({
    change_id: z
      .string()
      .regex(/^(last|[a-z0-9]{6,20}(\.[1-9]\d{0,3})?)$/, "must be last, or a change_id of icu_list_changes")
      .optional(),
    overwrite: z.boolean().optional(),
  }),
  output: z.object({ results: z.array(Result) }),

  plan: async ({ change_id = "last", overwrite = false }, context) => ({
    changes: await find(change_id, context),
    overwrite,
  }),

  preview({ changes, overwrite }) {
    if (changes.length <= CONFIRM_ABOVE) return undefined;
    return [
      `This undoes ${changes.length} changes`,
      ...(overwrite ? ["It also overwrites what somebody changed in these records since (overwrite: true)."] : []),
      ...changes.map((change) => changeLine(toRecordedChange(change, ""))),
    ].join("\n");
  },

  async run({ changes, overwrite }, context) {
    const results = await context.changes.undo(changes, overwrite);
    return {
      results: results.map(({ change, result }) => ({
        change: toRecordedChange(change, change.callId),
        ...inWords(result),
      })),
    };
  },

  render: ({ results }, view) =>
    paragraphs(
      header(results.some(({ status }) => status === "done") ? "Undone" : "Nothing was undone", view),
      results.map(({ change, says }) => `- ${changeLine(change)}\n  ${says}`).join("\n"),
    ),
});

/** @throws ToolInputError, NotAllowed when the connection could not have made the change */
async function find(changeId: string, { changes, allows }: ToolContext): Promise<LoggedChange[]> {
  const [callId = "", number] = changeId.split(".");
  const all = callId === "last" ? await lastCall(changes) : await changes.listByCall(callId);
  const meant = number === undefined ? all : all.slice(Number(number) - 1, Number(number));
  const [first] = meant;
  if (!first) {
    throw new ToolInputError(
      callId === "last"
        ? "Nothing was changed through this server in the last 30 days that is not undone yet."
        : "change_id: there is no such change, or it is older than 30 days. icu_list_changes lists them.",
    );
  }
  // Written by us from an effect.
  const effect = first.effect as Effect;
  if (!allows(effect))
    throw new NotAllowed({ kind: "missing_scope", effect, because: `This was done by ${first.tool}.` });
  return meant;
}

/** The newest call of which something is left to undo; what undid something is passed over. */
async function lastCall(changes: ToolContext["changes"]): Promise<LoggedChange[]> {
  const recent = await changes.listLatestCalls(50);
  const [newest] = recent;
  // A host that sends the call again must not undo one thing after the other.
  if (newest?.undoes !== undefined && Date.now() - newest.createdAt < JUST_NOW_MILLISECONDS) {
    throw new ToolInputError(
      "change_id: the last change was undone just now. Look at icu_list_changes, and name the change that is to be undone too.",
    );
  }
  const candidate = recent.find(({ undoes, state }) => undoes === undefined && state !== "undone");
  return candidate ? recent.filter(({ callId }) => callId === candidate.callId) : [];
}
