import * as z from "zod";
import { NotAllowed } from "../../access/not-allowed.ts";
import type { Effect } from "../../access/scopes.ts";
import { isShown, type ListedChange } from "../../account/logged-change.ts";
import { CONFIRM_ABOVE, defineTool, type ToolContext } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { changeLine, describeUndo, RecordedChange, toRecordedChange } from "./change-view.ts";

/** Clients repeat a call within seconds. This project's own choice. */
const REPEAT_MILLISECONDS = 60_000;

const Result = z.object({ change: RecordedChange, status: z.enum(["done", "skipped", "failed"]), message: z.string() });

export const undoChange = defineTool({
  name: "icu_undo_change",
  title: "Undo a change",
  description: "UNDOES what a call changed, created or deleted: the last one, or a change_id from icu_list_changes.",
  effect: "write",
  essential: true,
  input: z.object({
    change_id: z
      .string()
      .regex(/^(last|[a-z0-9]{6,20}(\.[1-9]\d{0,3})?)$/, "must be last, or a change_id from icu_list_changes")
      .optional(),
    overwrite: z.boolean().optional(),
  }),
  output: z.object({ results: z.array(Result) }),

  findAthlete: async ({ change_id = "last" }, context) =>
    (await findChanges(change_id, context)).find(isShown)?.athlete,

  plan: async ({ change_id = "last", overwrite = false }, context) => ({
    changes: await findChanges(change_id, context),
    overwrite,
  }),

  preview({ changes, overwrite }) {
    if (changes.length <= CONFIRM_ABOVE) return undefined;
    return [
      `This will undo ${changes.length} changes:`,
      ...(overwrite ? ["It will also overwrite later changes to these records (overwrite: true)."] : []),
      ...changes.map((change) => changeLine(toRecordedChange(change, ""))),
    ].join("\n");
  },

  async run({ changes, overwrite }, context) {
    const results = await context.changes.undo(changes, overwrite);
    return {
      results: results.map(({ change, result }) => ({
        change: toRecordedChange(change, change.callId),
        ...describeUndo(result),
      })),
    };
  },

  render: ({ results }, view) =>
    paragraphs(
      header(results.some(({ status }) => status === "done") ? "Undone" : "Nothing was undone", view),
      results.map(({ change, message }) => `- ${changeLine(change)}\n  ${message}`).join("\n"),
    ),
});

/** @throws ToolInputError; NotAllowed if the grant does not allow the effect of the change */
async function findChanges(changeId: string, { changes, allows }: ToolContext): Promise<ListedChange[]> {
  const [callId = "", number] = changeId.split(".");
  const all = callId === "last" ? await findLastCall(changes) : await changes.listByCall(callId);
  const found = number === undefined ? all : all.slice(Number(number) - 1, Number(number));
  if (found.length === 0) {
    throw new ToolInputError(
      callId === "last"
        ? "There are no changes left to undo from the last 30 days."
        : "change_id: not found, or older than 30 days. icu_list_changes lists all changes.",
    );
  }
  const first = found.find(isShown);
  // Undo says why.
  if (!first) return found;
  // The log stores the effect of the tool.
  const effect = first.effect as Effect;
  if (!allows(effect))
    throw new NotAllowed({ kind: "missing_scope", effect, because: `This change was made by ${first.tool}.` });
  return found;
}

/** The newest call that has something left to undo. Undo calls are skipped. */
async function findLastCall(changes: ToolContext["changes"]): Promise<ListedChange[]> {
  const { changes: recent } = await changes.listLatestCalls(50);
  const newest = recent.find(isShown);
  // A client that repeats the call must not undo one change after another.
  if (newest?.undoes !== undefined && Date.now() - newest.createdAt < REPEAT_MILLISECONDS) {
    throw new ToolInputError(
      "change_id: the last change was just undone. To undo another one, give its change_id from icu_list_changes.",
    );
  }
  const candidate = recent.filter(isShown).find(({ undoes, state }) => undoes === undefined && state !== "undone");
  return candidate ? recent.filter(({ callId }) => callId === candidate.callId) : [];
}
