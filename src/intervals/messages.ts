import * as z from "zod";
import { createWithLookup } from "./create-with-lookup.ts";
import type { ApiContext } from "./journaled-write.ts";
import { type Get, path } from "./request-spec.ts";
import type { RestoreAdapter } from "./restore-adapter.ts";
import { date, flag, id, listOf, number, optionalField, text, word } from "./schema.ts";
import { isSameText } from "./untrusted-text.ts";

/** A comment on an activity. `created` is UTC. */
export const Message = z.object({
  id,
  athlete_id: optionalField(id),
  name: text,
  type: word,
  content: text,
  created: date,
  seen: flag,
  deleted: date,
  attachment_url: text,
  /** Sample indices, if it refers to a part of the activity. */
  start_index: number,
  end_index: number,
});
export type Message = z.output<typeof Message>;

/** The server's default (docs/intervals-api.md §2.9). */
const LIMIT = 100;

export const messageOperations = ({ get, journaledWrite }: ApiContext) => {
  const listActivityMessages = async (activityId: string, read: Get = get) => {
    const request = { path: path`activity/${activityId}/messages`, query: { limit: LIMIT } };
    return (await read({ ...request, response: listOf(Message) })).slice(0, LIMIT);
  };

  return {
    /** `GET /activity/{id}/messages`: oldest first. */
    listActivityMessages: (activityId: string) => listActivityMessages(activityId),

    /** `POST /activity/{id}/messages` (docs/intervals-api.md, Q82) */
    addActivityMessage: (activityId: string, content: string): Promise<Message> =>
      createWithLookup(journaledWrite, {
        kind: "message",
        list: (read) => listActivityMessages(activityId, read),
        async create(mutate) {
          const { id: messageId } = await mutate({
            method: "POST",
            path: path`activity/${activityId}/messages`,
            body: { content },
            response: z.object({ id }),
          });
          return Message.parse({ id: messageId, content });
        },
        matches: (message) => isSameText(message.content, content),
      }),
  };
};

/** The API cannot change or delete a message. */
export const messageRestore = (): RestoreAdapter => ({ read: async () => ({}) });
