import { apiErrors } from "../api-errors.ts";
import { type Fields, withAllKeys } from "../fields.ts";
import { serverStamp } from "../local-date.ts";
import { MESSAGE_KEYS } from "../present/record-keys.ts";
import { bodyObject, type Call, del, get, post, put, type Route } from "../router.ts";
import { COACH_CHAT } from "../seed/messages.ts";
import type { AthleteState } from "../state/athlete-state.ts";

/** Without `on` and `chat`, which only say where the message belongs. */
const messageRecord = ({ on: _on, chat: _chat, ...message }: Fields): Fields => withAllKeys(MESSAGE_KEYS, message);

const oldestFirst = (state: AthleteState, belongs: (message: Fields) => boolean): Fields[] =>
  state.messages
    .list()
    .filter(belongs)
    .sort((a, b) => Number(a.id) - Number(b.id));

function activityMessages({ state, path, query }: Call): Fields[] {
  const since = query.number("sinceId") ?? 0;
  return oldestFirst(state, ({ on, id }) => on === path.id && Number(id) > since)
    .slice(0, query.number("limit") ?? 100)
    .map(messageRecord);
}

function addMessage(state: AthleteState, where: Fields, content: unknown): Fields {
  const id = 9_910_000 + state.nextNumber();
  const { id: athlete_id, name } = state.profile;
  const message = {
    id,
    athlete_id,
    name,
    created: serverStamp(state.now()),
    type: "TEXT",
    content,
    seen: true,
    ...where,
  };
  return state.messages.put(id, message);
}

async function comment(call: Call): Promise<Fields> {
  const { content } = await bodyObject(call);
  const { id } = addMessage(call.state, { on: call.path.id }, content);
  return { id, new_chat: null };
}

function requireChat({ path }: Call): number {
  if (path.id !== String(COACH_CHAT.id)) throw apiErrors.notFound("Chat");
  return COACH_CHAT.id;
}

function chatMessages(call: Call): Fields[] {
  const chat = requireChat(call);
  const before = call.query.number("beforeId") ?? Number.POSITIVE_INFINITY;
  return oldestFirst(call.state, (message) => message.chat === chat && Number(message.id) < before)
    .reverse()
    .slice(0, Math.min(100, call.query.number("limit") ?? 30))
    .map(messageRecord);
}

async function send(call: Call): Promise<Fields> {
  const { content, to_activity_id } = await bodyObject(call);
  const message = addMessage(call.state, to_activity_id ? { on: to_activity_id } : { chat: COACH_CHAT.id }, content);
  return { id: message.id, message: messageRecord(message), new_chat: null };
}

function requireMessage(call: Call): Fields {
  const message = call.state.messages.get(call.path.msgId ?? "");
  if (!message || message.chat !== requireChat(call)) throw apiErrors.notFound("Message");
  return message;
}

export const messageRoutes: readonly Route[] = [
  get("/activity/{id}/messages", activityMessages),
  post("/activity/{id}/messages", comment),
  get("/athlete/{id}/chats", () => [COACH_CHAT]),
  get("/athlete/{id}/groups", () => []),
  get("/chats/{id}", (call) => ({ ...COACH_CHAT, id: requireChat(call) })),
  get("/chats/{id}/messages", chatMessages),
  post("/chats/send-message", send),
  put("/chats/{id}/messages/{msgId}", async (call) => {
    const message = requireMessage(call);
    const { content } = await bodyObject(call);
    call.state.messages.put(String(message.id), { ...message, content });
    return {};
  }),
  put("/chats/{id}/messages/{msgId}/seen", (call) => {
    const message = requireMessage(call);
    call.state.messages.put(String(message.id), { ...message, seen: true });
    return {};
  }),
  del("/chats/{id}/messages/{msgId}", (call) => {
    call.state.messages.remove(String(requireMessage(call).id));
    return {};
  }),
];
