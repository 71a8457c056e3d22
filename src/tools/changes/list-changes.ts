import * as z from "zod";
import { quote } from "../../training/quote.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { changeLine, droppedNote, RecordedCall, toRecordedCalls } from "./change-view.ts";

export const listChanges = defineTool({
  name: "icu_list_changes",
  title: "Changes made in this account",
  description:
    "CHANGE LOG: what was changed through this server in the last 30 days, by any app, newest first, with the change_id for icu_undo_change.",
  effect: "read",
  input: z.object({ limit: z.int().min(1).max(50).default(10) }),
  output: z.object({ calls: z.array(RecordedCall), dropped: z.string().optional() }),

  async run({ limit }, { changes, subject }) {
    const listed = await changes.listLatestCalls(limit);
    const dropped = droppedNote(listed.droppedUntil, subject.timeZone);
    return { calls: toRecordedCalls(listed.changes, subject.timeZone), ...(dropped !== undefined && { dropped }) };
  },

  render({ calls, dropped }, view) {
    const blocks = calls.map(({ change_id, at, tool, app, athlete_id, undoes, changes }) => {
      const whose = athlete_id === undefined ? "" : ` for athlete ${athlete_id}`;
      const undone = undoes === undefined ? "" : `, undoing ${undoes}`;
      const lines = changes.map(
        (change) => `- ${changes.length > 1 ? `${change.change_id} ` : ""}${changeLine(change)}`,
      );
      const what = tool === undefined ? "unknown call" : `${tool} by ${quote(app ?? "", 60)}`;
      return [`${change_id} ${at} ${what}${whose}${undone}`, ...lines].join("\n");
    });
    return paragraphs(
      header("Changes made through this server", view),
      calls.length === 0 ? "None in the last 30 days." : blocks.join("\n"),
      dropped,
    );
  },
});
