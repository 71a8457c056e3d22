import * as z from "zod";
import { createWithLookup } from "./create-with-lookup.ts";
import { IntervalsError } from "./failure.ts";
import { type ApiContext, deleteOne, updateOne } from "./journaled-write.ts";
import { type Get, path } from "./request-spec.ts";
import { type RestoreAdapter, restoreInCollection } from "./restore-adapter.ts";
import { date, listOf, number, optionalField, requiredWord, text, word } from "./schema.ts";
import { isSameText, joinedText, type UntrustedText } from "./untrusted-text.ts";

export const CUSTOM_ITEM_TYPES = [
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
] as const;
export type CustomItemType = (typeof CUSTOM_ITEM_TYPES)[number];

/**
 * A field, chart, panel or the like that an athlete added. `content` depends on the type (docs/intervals-api.md, Q81).
 */
export const CustomItem = z.object({
  id: z.number(),
  type: requiredWord,
  visibility: word,
  name: text,
  description: text,
  content: optionalField(z.record(z.string(), z.unknown())),
  usage_count: number,
  updated: date,
});
export type CustomItem = z.output<typeof CustomItem>;

export interface CustomItemPatch {
  type?: CustomItemType;
  name?: string;
  description?: string;
  visibility?: "PRIVATE" | "FOLLOWERS" | "PUBLIC";
  /** Replaces the whole content. */
  content?: Record<string, unknown>;
}

export const customItemOperations = ({ subject, get, journaledWrite }: ApiContext) => {
  const list = (read: Get = get) => read({ path: path`athlete/${subject}/custom-item`, response: listOf(CustomItem) });

  return {
    /** `GET /athlete/{id}/custom-item` */
    listCustomItems: () => list(),

    /**
     * Names of the athlete's custom wellness fields, by the code that is their key in wellness records
     * (docs/intervals-api.md, Q61). Empty if the credential gives access to wellness but not to settings.
     */
    async listWellnessFieldNames(): Promise<ReadonlyMap<string, UntrustedText>> {
      const items = await list().catch((error) => {
        if (error instanceof IntervalsError && error.failure.kind === "forbidden") return [];
        throw error;
      });
      const names = new Map<string, UntrustedText>();
      for (const { type, name, content } of items) {
        const code = content?.code;
        if (type !== "INPUT_FIELD" || !name || typeof code !== "string") continue;
        names.set(code, [...names.values()].includes(name) ? joinedText([name, `(${code})`], " ") : name);
      }
      return names;
    },

    /** `GET /athlete/{id}/custom-item/{itemId}` */
    getCustomItem: (itemId: number) =>
      get({ path: path`athlete/${subject}/custom-item/${itemId}`, response: CustomItem }),

    /**
     * `POST /athlete/{id}/custom-item`
     * @throws IntervalsError `rejected`, without a reason, for content that the server does not accept
     * (docs/intervals-api.md, Q81)
     */
    createCustomItem: (item: CustomItemPatch & Required<Pick<CustomItemPatch, "type" | "name">>) =>
      createWithLookup<CustomItem>(journaledWrite, {
        kind: "custom-item",
        list,
        create: (mutate) =>
          mutate({ method: "POST", path: path`athlete/${subject}/custom-item`, body: item, response: CustomItem }),
        matches: ({ type, name }) => type === item.type && isSameText(name, item.name),
      }),

    /** `PUT /athlete/{id}/custom-item/{itemId}`: changes the given fields; `content` is one field. */
    updateCustomItem: (itemId: number, fields: CustomItemPatch) =>
      updateOne(journaledWrite, {
        kind: "custom-item",
        path: path`athlete/${subject}/custom-item/${itemId}`,
        body: fields,
        response: CustomItem,
      }),

    /** `DELETE /athlete/{id}/custom-item/{itemId}` */
    deleteCustomItem: (itemId: number) =>
      deleteOne(journaledWrite, { kind: "custom-item", path: path`athlete/${subject}/custom-item/${itemId}` }),
  };
};

export const customItemRestore = (context: ApiContext): RestoreAdapter =>
  restoreInCollection(context, { kind: "custom-item", collection: path`athlete/${context.subject}/custom-item` });
