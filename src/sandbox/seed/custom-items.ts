import type { Fields } from "../fields.ts";
import type { Profile } from "./profile.ts";

/** A custom wellness field, a custom activity field and a custom chart. */
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
