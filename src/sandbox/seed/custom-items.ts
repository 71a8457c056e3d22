import type { Fields } from "../fields.ts";
import type { Profile } from "./profile.ts";

/** A wellness field, a field on activities and a chart of the athlete's own. */
export function customItemsOf({ id, apiKey }: Profile): readonly Fields[] {
  if (!apiKey) return [];
  const common = { athlete_id: id, visibility: "PRIVATE", usage_count: 1, updated: "2026-01-05T10:00:00.000+00:00" };
  return [
    {
      ...common,
      id: 6101,
      index: 0,
      type: "INPUT_FIELD",
      name: "Alcohol",
      content: { code: "AlcoholUnits", type: "numeric", aggregate: "SUM" },
    },
    {
      ...common,
      id: 6102,
      index: 1,
      type: "ACTIVITY_FIELD",
      name: "Fuel",
      content: { code: "FuelRating", type: "select", aggregate: "AVERAGE" },
    },
    { ...common, id: 6103, index: 2, type: "FITNESS_CHART", name: "Ramp", description: "Ramp rate", content: {} },
  ];
}

export const CUSTOM_ITEM_TYPES: readonly string[] = [
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
export function isValidContent(type: unknown, content: unknown): boolean {
  if (!/_FIELD$/.test(String(type))) return true;
  if (typeof content !== "object" || content === null) return false;
  const { code, type: kind, aggregate }: Fields = { ...content };
  return (
    /^[A-Z][A-Za-z0-9]+$/.test(String(code)) &&
    ["numeric", "text", "select"].includes(String(kind)) &&
    (aggregate === undefined || aggregate === null || ["MIN", "SUM", "MAX", "AVERAGE"].includes(String(aggregate)))
  );
}
