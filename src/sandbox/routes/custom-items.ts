import { apiErrors } from "../api-errors.ts";
import type { Fields } from "../fields.ts";
import { serverStamp } from "../local-date.ts";
import { customItemRecord, customItemRecords } from "../present/custom-item.ts";
import { bodyObject, bodyObjects, type Call, del, get, post, put, type Route } from "../router.ts";
import type { AthleteState } from "../state/athlete-state.ts";

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

/** Only the content of custom fields is validated: code, type and aggregate. */
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

function requireItem({ state, path }: Call): Fields {
  if (!/^\d+$/.test(path.itemId ?? "")) throw apiErrors.notANumber("itemId", path.itemId ?? "");
  const item = state.customItems.get(path.itemId ?? "");
  if (!item) throw apiErrors.notFound("Custom item");
  return item;
}

function save(state: AthleteState, item: Fields): Fields {
  const { type, content } = item;
  if (!CUSTOM_ITEM_TYPES.includes(String(type)) || !isValidContent(type, content)) throw apiErrors.customItemContent();
  return customItemRecord(state.customItems.put(String(item.id), { ...item, updated: serverStamp(state.now()) }));
}

export const customItemRoutes: readonly Route[] = [
  get("/athlete/{id}/custom-item", ({ state }) => customItemRecords(state)),
  get("/athlete/{id}/custom-item/{itemId}", (call) => customItemRecord(requireItem(call))),
  post("/athlete/{id}/custom-item", async (call) => {
    const { state } = call;
    const id = 6200 + state.nextNumber();
    const index = state.customItems.list().length;
    return save(state, {
      visibility: "PRIVATE",
      usage_count: 0,
      index,
      ...(await bodyObject(call)),
      id,
      athlete_id: state.profile.id,
    });
  }),
  // `content` is replaced as a whole, like every other field.
  put("/athlete/{id}/custom-item/{itemId}", async (call) => {
    const item = requireItem(call);
    return save(call.state, { ...item, ...(await bodyObject(call)), id: item.id });
  }),
  del("/athlete/{id}/custom-item/{itemId}", (call) => {
    call.state.customItems.remove(String(requireItem(call).id));
  }),
  put("/athlete/{id}/custom-item-indexes", async (call) => {
    for (const { id, index } of await bodyObjects(call)) {
      const item = call.state.customItems.get(String(id));
      if (item) call.state.customItems.put(String(id), { ...item, index });
    }
  }),
];
