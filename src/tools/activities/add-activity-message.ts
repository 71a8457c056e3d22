import * as z from "zod";
import { quoteLines } from "../../training/quote.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { ActivityId } from "../kit/parameters.ts";

export const addActivityMessage = defineTool({
  name: "icu_add_activity_message",
  title: "Comment on an activity",
  description:
    "WRITES a comment on one activity in the user's name. Coach and followers can read it. Show the user the text before sending it.",
  effect: "message",
  repeat: "replay",
  input: z.object({
    activity_id: ActivityId,
    content: z.string().trim().min(1, "must not be empty").max(5000),
  }),
  output: z.object({ activity_id: z.string(), message_id: z.string(), content: z.string() }),

  async run({ activity_id, content }, { intervals }) {
    const { id } = await intervals.addActivityMessage(activity_id, content);
    return { activity_id, message_id: id, content };
  },

  render: ({ activity_id, content }, view) =>
    paragraphs(header(`Added a comment to ${activity_id}`, view), quoteLines(content)),
});
