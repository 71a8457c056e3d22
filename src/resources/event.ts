import { addDays } from "../intervals/local-date.ts";
import { getEvent } from "../tools/calendar/get-event.ts";
import { fromTool } from "./from-tool.ts";

export const event = fromTool(getEvent, {
  uri: "intervals-icu://event/{event_id}",
  name: "event",
  title: "One calendar entry",
  description: "One planned workout, race, note or other entry of the calendar.",
  async values(contextFor) {
    const { intervals, today } = await contextFor();
    const events = await intervals.listEvents({ oldest: today, newest: addDays(today, 28) });
    return events.map(({ id }) => String(id));
  },
});
