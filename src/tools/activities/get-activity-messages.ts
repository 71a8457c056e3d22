import * as z from "zod";
import { UntrustedText } from "../../intervals/untrusted-text.ts";
import { localClock } from "../../training/dates.ts";
import { quote, quoteLines } from "../../training/quote.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { ActivityId } from "../kit/parameters.ts";

const ActivityMessage = z.object({
  message_id: z.string(),
  /** Local time of the athlete. */
  at: z.string().optional(),
  from: UntrustedText.optional(),
  athlete_id: z.string().optional(),
  type: z.string().optional(),
  text: UntrustedText.optional(),
  is_new: z.boolean().optional(),
  attachment_url: UntrustedText.optional(),
});

export const getActivityMessages = defineTool({
  name: "icu_get_activity_messages",
  title: "Comments on an activity",
  description: "The COMMENTS that coach, followers and the athlete wrote on one activity, oldest first.",
  effect: "read",
  input: z.object({ activity_id: ActivityId }),
  output: z.object({ activity_id: z.string(), messages: z.array(ActivityMessage) }),

  async run({ activity_id }, { intervals, subject }) {
    const messages = await intervals.listActivityMessages(activity_id);
    return {
      activity_id,
      messages: messages
        .filter(({ deleted }) => deleted === undefined)
        .map((message) => ({
          message_id: message.id,
          at: localTime(message.created, subject.timeZone),
          from: message.name,
          athlete_id: message.athlete_id,
          type: message.type === "TEXT" ? undefined : message.type,
          text: message.content || undefined,
          is_new: message.seen === false ? true : undefined,
          attachment_url: message.attachment_url,
        })),
    };
  },

  render({ activity_id, messages }, view) {
    return paragraphs(
      header(`Comments on ${activity_id}, oldest first (user-written text)`, view),
      messages.length === 0 && "No comments.",
      ...messages.map(({ at, from, type, text, is_new, attachment_url }) =>
        [
          [at, quote(from ?? "unknown", 60), type, is_new && "new", attachment_url && "with an attachment"]
            .filter(Boolean)
            .join(", "),
          text && quoteLines(text),
        ]
          .filter(Boolean)
          .join("\n"),
      ),
    );
  },
});

function localTime(instant: string | undefined, timeZone: string): string | undefined {
  const at = Date.parse(instant ?? "");
  if (Number.isNaN(at)) return undefined;
  const { date, time } = localClock(timeZone, at);
  return `${date} ${time}`;
}
