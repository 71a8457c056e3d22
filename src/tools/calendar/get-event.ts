import * as z from "zod";
import { EventDetails, toEventDetails } from "../../training/event-details.ts";
import { quoteLines } from "../../training/quote.ts";
import { formatFacts } from "../../training/table.ts";
import { formatHours, round } from "../../training/units.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId, EventId } from "../kit/parameters.ts";
import { renderEntry } from "./calendar-view.ts";

export const getEvent = defineTool({
  name: "icu_get_event",
  title: "One calendar event",
  description:
    "ONE calendar event in full: its text, the steps that Intervals.icu parsed from it, zones, load, projected form.",
  effect: "read",
  essential: true,
  input: z.object({ event_id: EventId, athlete_id: AthleteId }),
  output: EventDetails,

  run: async ({ event_id }, { intervals }) => toEventDetails(await intervals.getEvent(event_id)),

  render: (event, view) =>
    paragraphs(
      header("Calendar event", view),
      renderEntry(event, view),
      event.outline && `Steps as parsed by Intervals.icu:\n${quoteLines(event.outline)}`,
      formatFacts(factsOf(event)),
    ),
});

function factsOf(event: EventDetails) {
  const { fitness, fatigue_load, form, form_band } = event;
  const watts = (value: number | undefined) => value && `${Math.round(value)} W`;
  return [
    ["normalized power", watts(event.normalized_watts)],
    ["average power", watts(event.average_watts)],
    ["work", event.work_kilojoules && `${Math.round(event.work_kilojoules)} kJ`],
    ["zones", event.zone_times?.map(({ id, secs }) => `${id} ${formatHours(secs)}`).join(", ")],
    [
      "projected for this day",
      fitness !== undefined && fatigue_load !== undefined && form !== undefined
        ? `fitness ${round(fitness, 1)}, fatigue ${round(fatigue_load, 1)}, form (fitness − fatigue) ${round(form, 1)} (${form_band})`
        : undefined,
    ],
    ["indoor", event.indoor ? "yes" : undefined],
    ["target on devices", event.device_target],
    ["planned carbohydrates", event.carbs_per_hour_grams && `${event.carbs_per_hour_grams} g/h`],
    ["maximum training time", event.max_training_time_seconds && formatHours(event.max_training_time_seconds)],
    ["can train", event.can_train?.join(", ")],
    ["color", event.color],
    ["flags", event.flags.join(", ")],
    ["from plan (folder_id)", event.plan_folder_id],
    ["updated", event.updated],
  ] as const;
}
