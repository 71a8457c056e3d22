import * as z from "zod";
import { createWithLookup } from "./create-with-lookup.ts";
import { IntervalsError } from "./failure.ts";
import { deleteOne, type JournaledWrite, updateOne } from "./journaled-write.ts";
import { path, type Send } from "./request.ts";
import { number, optionalField, text } from "./schema.ts";

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

/** What an athlete added to their Intervals.icu: a field, a chart, a panel … `content` depends on the type. */
export const CustomItem = z.object({
  id: z.number(),
  type: z.string(),
  visibility: text,
  name: text,
  description: text,
  content: optionalField(z.record(z.string(), z.unknown())),
  usage_count: number,
  updated: text,
});
export type CustomItem = z.output<typeof CustomItem>;

export interface CustomItemPatch {
  type?: CustomItemType;
  name?: string;
  description?: string;
  visibility?: "PRIVATE" | "FOLLOWERS" | "PUBLIC";
  /** Replaces what was there, as a whole. */
  content?: Record<string, unknown>;
}

export const customItemOperations = (send: Send, journaledWrite: JournaledWrite, subject: string) => {
  const list = (ask = send) => ask({ path: path`athlete/${subject}/custom-item`, answer: z.array(CustomItem) });

  return {
    /** `GET /athlete/{id}/custom-item` */
    listCustomItems: () => list(),

    /**
     * Names of the athlete's own wellness fields by the code under which wellness records carry them. Who may read
     * wellness need not be allowed to read settings: then no name is known, and the codes have to do.
     */
    async listWellnessFieldNames(): Promise<ReadonlyMap<string, string>> {
      const items = await list().catch((error) => {
        if (error instanceof IntervalsError && error.failure.kind === "forbidden") return [];
        throw error;
      });
      const names = new Map<string, string>();
      for (const { type, name, content } of items) {
        const code = content?.code;
        if (type !== "INPUT_FIELD" || !name || typeof code !== "string") continue;
        names.set(code, [...names.values()].includes(name) ? `${name} (${code})` : name);
      }
      return names;
    },

    /** `GET /athlete/{id}/custom-item/{itemId}` */
    getCustomItem: (itemId: number) =>
      send({ path: path`athlete/${subject}/custom-item/${itemId}`, answer: CustomItem }),

    /** `POST /athlete/{id}/custom-item`. Content that the server does not like is refused without saying why. */
    createCustomItem: (item: CustomItemPatch & Required<Pick<CustomItemPatch, "type" | "name">>) =>
      createWithLookup<CustomItem>(journaledWrite, {
        kind: "custom-item",
        list,
        create: (write) =>
          write({ method: "POST", path: path`athlete/${subject}/custom-item`, body: item, answer: CustomItem }),
        fits: ({ type, name }) => type === item.type && name === item.name,
      }),

    /** `PUT /athlete/{id}/custom-item/{itemId}`: changes the fields that are given; `content` is one field. */
    updateCustomItem: (itemId: number, fields: CustomItemPatch) =>
      updateOne(journaledWrite, "custom-item", {
        path: path`athlete/${subject}/custom-item/${itemId}`,
        body: fields,
        answer: CustomItem,
      }),

    /** `DELETE /athlete/{id}/custom-item/{itemId}` */
    deleteCustomItem: (itemId: number) =>
      deleteOne(journaledWrite, "custom-item", path`athlete/${subject}/custom-item/${itemId}`),
  };
};
