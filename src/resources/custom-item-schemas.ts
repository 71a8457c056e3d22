import type { Resource } from "./define-resource.ts";

const TEXT = `Custom items are charts, fields and panels that an athlete adds to Intervals.icu.

Fields (INPUT_FIELD for wellness, ACTIVITY_FIELD, INTERVAL_FIELD) need content:
  code: letters and digits, beginning with a capital, at least two characters, such as AlcoholUnits
  type: numeric, text or select
  aggregate: MIN, SUM, MAX or AVERAGE
Other words (number, string, AVG) are refused by the server without an explanation.

Charts and other items (FITNESS_CHART, FITNESS_TABLE, TRACE_CHART, ACTIVITY_STREAM, ACTIVITY_CHART, ACTIVITY_HISTOGRAM,
ACTIVITY_HEATMAP, ACTIVITY_MAP, ACTIVITY_PANEL, ZONES) are best created without content and designed on intervals.icu.

The server replaces content as a whole when it is updated. Visibility: PRIVATE, FOLLOWERS or PUBLIC.`;

export const customItemSchemas: Resource = {
  uri: "intervals-icu://custom-item-schemas",
  name: "custom-item-schemas",
  title: "What custom items consist of",
  description: "Types of custom items and the content that each needs.",
  read: async () => TEXT,
};
