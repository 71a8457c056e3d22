import * as z from "zod";
import { quote } from "../../training/quote.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { changeLine, RecordedCall, toRecordedCalls } from "./change-view.ts";

export const listChanges = defineTool({
  name: "icu_list_changes",
  title: "Changes made in this account",
  description:
    "CHANGE LOG: what was changed through this server in the last 30 days, by any app, newest first, with the change_id for icu_undo_change.",
  effect: "read",
  input: z.object({ limit: z.int().min(1).max(50).default(10) }),
  output: z.object({ calls: z.array(RecordedCall) }),

  run: async ({ limit }, { changes, subject }) => ({
    calls: toRecordedCalls(await changes.listLatestCalls(limit), subject.timeZone),
  }),

  render({ calls }, view) {
    const blocks = calls.map(({ change_id, at, tool, app, athlete_id, undoes, changes }) => {
      const whose = athlete_id === undefined ? "" : ` for athlete ${athlete_id}`;
      const undone = undoes === undefined ? "" : `, undoing ${undoes}`;
      const lines = changes.map(
        (change) => `- ${changes.length > 1 ? `${change.change_id} ` : ""}${changeLine(change)}`,
      );
      return [`${change_id} ${at} ${tool} by ${quote(app, 60)}${whose}${undone}`, ...lines].join("\n");
    });
    return paragraphs(
      header("Changes made through this server", view),
      calls.length === 0 ? "None in the last 30 days." : blocks.join("\n"),
    );
  },
});
