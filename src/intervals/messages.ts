import * as z from "zod";
import { createWithLookup } from "./create-with-lookup.ts";
import type { JournaledWrite } from "./journaled-write.ts";
import { path, type Send } from "./request.ts";
import { flag, id, number, optionalField, text } from "./schema.ts";

/** A comment on an activity. `created` is UTC. */
export const Message = z.object({
  id,
  athlete_id: optionalField(id),
  name: text,
  type: text,
  content: text,
  created: text,
  seen: flag,
  deleted: text,
  attachment_url: text,
  /** Sample indices, where it is about a part of the activity. */
  start_index: number,
  end_index: number,
});
export type Message = z.output<typeof Message>;

/** As many as the server sends. */
const MOST = 100;

export const messageOperations = (send: Send, journaledWrite: JournaledWrite) => {
  /** `GET /activity/{id}/messages`: oldest first. */
  const listActivityMessages = (activityId: string, ask = send) =>
    ask({ path: path`activity/${activityId}/messages`, query: { limit: MOST }, answer: z.array(Message) });

  return {
    listActivityMessages: (activityId: string) => listActivityMessages(activityId),

    /** `POST /activity/{id}/messages`: sent once; when its answer gets lost, the list shows whether it landed. */
    addActivityMessage: (activityId: string, content: string): Promise<Message> =>
      createWithLookup(journaledWrite, {
        kind: "message",
        list: (ask) => listActivityMessages(activityId, ask),
        async create(write) {
          const answer = z.object({ id });
          const { id: messageId } = await write({
            method: "POST",
            path: path`activity/${activityId}/messages`,
            body: { content },
            answer,
          });
          return Message.parse({ id: messageId, content });
        },
        fits: (message) => message.content === content,
      }),
  };
};
