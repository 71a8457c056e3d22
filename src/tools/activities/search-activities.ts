import * as z from "zod";
import { defineTool } from "../kit/define-tool.ts";
import { FoundActivities, renderFoundActivities, searchFields, toFoundActivities } from "./activity-search.ts";

export const searchActivities = defineTool({
  name: "icu_search_activities",
  title: "Search activities",
  description: "FINDS activities by part of their NAME, or by #tag, in the whole history, newest first.",
  effect: "read",
  essential: true,
  input: z.object(searchFields),
  output: FoundActivities,

  async run({ query, limit }, { intervals }) {
    return toFoundActivities(await intervals.searchActivities(query, limit), query, limit);
  },

  render: renderFoundActivities,
});
