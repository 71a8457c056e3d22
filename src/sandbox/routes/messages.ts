import { refusals } from "../api-errors.ts";
import { type Fields, withAllKeys } from "../fields.ts";
import { serverStamp } from "../local-date.ts";
import { MESSAGE_KEYS } from "../present/record-keys.ts";
import { bodyObject, type Call, del, get, post, put, type Route } from "../router.ts";
import { COACH_CHAT } from "../seed/messages.ts";
import type { World } from "../state/athlete-state.ts";

/** `on` and `chat` say where a message stands; the API does not. */
const shown = ({ on: _on, chat: _chat, ...message }: Fields): Fields => withAllKeys(MESSAGE_KEYS, message);

const oldestFirst = (world: World, belongs: (message: Fields) => boolean): Fields[] =>
  world.messages
    .list()
    .filter(belongs)
    .sort((a, b) => Number(a.id) - Number(b.id));

function activityMessages({ world, path, query }: Call): Fields[] {
  const since = query.number("sinceId") ?? 0;
  return oldestFirst(world, ({ on, id }) => on === path.id && Number(id) > since)
    .slice(0, query.number("limit") ?? 100)
    .map(shown);
}

function add(world: World, where: Fields, content: unknown): Fields {
  const id = 9_910_000 + world.written.nextNumber();
  const { id: athlete_id, name } = world.profile;
  const message = {
    id,
    athlete_id,
    name,
    created: serverStamp(world.now()),
    type: "TEXT",
    content,
    seen: true,
    ...where,
  };
  return world.messages.put(id, message);
}

async function comment(call: Call): Promise<Fields> {
  const { content } = await bodyObject(call);
  const { id } = add(call.world, { on: call.path.id }, content);
  return { id, new_chat: null };
}

function chatOf({ path }: Call): number {
  if (path.id !== String(COACH_CHAT.id)) throw refusals.notFound("Chat");
  return COACH_CHAT.id;
}

function chatMessages(call: Call): Fields[] {
  const chat = chatOf(call);
  const before = call.query.number("beforeId") ?? Number.POSITIVE_INFINITY;
  return oldestFirst(call.world, (message) => message.chat === chat && Number(message.id) < before)
    .reverse()
    .slice(0, Math.min(100, call.query.number("limit") ?? 30))
    .map(shown);
}

async function send(call: Call): Promise<Fields> {
  const { content, to_activity_id } = await bodyObject(call);
  const message = add(call.world, to_activity_id ? { on: to_activity_id } : { chat: COACH_CHAT.id }, content);
  return { id: message.id, message: shown(message), new_chat: null };
}

function messageIn(call: Call): Fields {
  const message = call.world.messages.get(call.path.msgId ?? "");
  if (!message || message.chat !== chatOf(call)) throw refusals.notFound("Message");
  return message;
}

export const messageRoutes: readonly Route[] = [
  get("/activity/{id}/messages", activityMessages),
  post("/activity/{id}/messages", comment),
  get("/athlete/{id}/chats", () => [COACH_CHAT]),
  get("/athlete/{id}/groups", () => []),
  get("/chats/{id}", (call) => ({ ...COACH_CHAT, id: chatOf(call) })),
  get("/chats/{id}/messages", chatMessages),
  post("/chats/send-message", send),
  put("/chats/{id}/messages/{msgId}", async (call) => {
    const message = messageIn(call);
    const { content } = await bodyObject(call);
    call.world.messages.put(String(message.id), { ...message, content });
    return {};
  }),
  put("/chats/{id}/messages/{msgId}/seen", (call) => {
    const message = messageIn(call);
    call.world.messages.put(String(message.id), { ...message, seen: true });
    return {};
  }),
  del("/chats/{id}/messages/{msgId}", (call) => {
    call.world.messages.remove(String(messageIn(call).id));
    return {};
  }),
];
