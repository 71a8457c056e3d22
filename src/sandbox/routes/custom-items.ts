import { refusals } from "../api-errors.ts";
import { type Fields, withAllKeys } from "../fields.ts";
import { serverStamp } from "../local-date.ts";
import { CUSTOM_ITEM_KEYS } from "../present/record-keys.ts";
import { bodyObject, bodyObjects, type Call, del, get, post, put, type Route } from "../router.ts";
import type { World } from "../state/athlete-state.ts";

const CUSTOM_ITEM_TYPES: readonly string[] = [
  "FITNESS_CHART",
  "FITNESS_TABLE",
  "TRACE_CHART",
  "INPUT_FIELD",
  "ACTIVITY_FIELD",
  "INTERVAL_FIELD",
  "ACTIVITY_STREAM",
  "ACTIVITY_CHART",
  "ACTIVITY_HISTOGRAM",
  "ACTIVITY_HEATMAP",
  "ACTIVITY_MAP",
  "ACTIVITY_PANEL",
  "ZONES",
];

/** Fields need a code, a known type and a known way of adding up; nothing else is looked at. */
function isValidContent(type: unknown, content: unknown): boolean {
  if (!/_FIELD$/.test(String(type))) return true;
  if (typeof content !== "object" || content === null) return false;
  const { code, type: kind, aggregate }: Fields = { ...content };
  return (
    /^[A-Z][A-Za-z0-9]+$/.test(String(code)) &&
    ["numeric", "text", "select"].includes(String(kind)) &&
    (aggregate === undefined || aggregate === null || ["MIN", "SUM", "MAX", "AVERAGE"].includes(String(aggregate)))
  );
}

export const listItems = (world: World): Fields[] =>
  world.customItems
    .list()
    .sort((a, b) => Number(a.index) - Number(b.index))
    .map(shown);

const shown = (item: Fields): Fields => withAllKeys(CUSTOM_ITEM_KEYS, item);

function itemIn({ world, path }: Call): Fields {
  if (!/^\d+$/.test(path.itemId ?? "")) throw refusals.notANumber("itemId", path.itemId ?? "");
  const item = world.customItems.get(path.itemId ?? "");
  if (!item) throw refusals.notFound("Custom item");
  return item;
}

function save(world: World, item: Fields): Fields {
  const { type, content } = item;
  if (!CUSTOM_ITEM_TYPES.includes(String(type)) || !isValidContent(type, content)) throw refusals.customItemContent();
  return shown(world.customItems.put(String(item.id), { ...item, updated: serverStamp(world.now()) }));
}

export const customItemRoutes: readonly Route[] = [
  get("/athlete/{id}/custom-item", ({ world }) => listItems(world)),
  get("/athlete/{id}/custom-item/{itemId}", (call) => shown(itemIn(call))),
  post("/athlete/{id}/custom-item", async (call) => {
    const { world } = call;
    const id = 6200 + world.written.nextNumber();
    const index = world.customItems.list().length;
    return save(world, {
      visibility: "PRIVATE",
      usage_count: 0,
      index,
      ...(await bodyObject(call)),
      id,
      athlete_id: world.profile.id,
    });
  }),
  // `content` is taken over whole, like every other field.
  put("/athlete/{id}/custom-item/{itemId}", async (call) => {
    const item = itemIn(call);
    return save(call.world, { ...item, ...(await bodyObject(call)), id: item.id });
  }),
  del("/athlete/{id}/custom-item/{itemId}", (call) => {
    call.world.customItems.remove(String(itemIn(call).id));
  }),
  put("/athlete/{id}/custom-item-indexes", async (call) => {
    for (const { id, index } of await bodyObjects(call)) {
      const item = call.world.customItems.get(String(id));
      if (item) call.world.customItems.put(String(id), { ...item, index });
    }
  }),
];
