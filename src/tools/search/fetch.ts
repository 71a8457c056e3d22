import * as z from "zod";
import { INTERVALS_SITE } from "../../config.ts";
import { toLibraryWorkout } from "../../training/library.ts";
import {
  activityDocument,
  eventDocument,
  type SearchDocument,
  wellnessDocument,
  workoutDocument,
} from "../../training/search-documents.ts";
import { getActivityDetails } from "../activities/get-activity-details.ts";
import { getActivityIntervals } from "../analysis/get-activity-intervals.ts";
import { getEvent } from "../calendar/get-event.ts";
import { defineTool, readWith, type Tool, type ToolContext } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { NamedAthlete } from "../kit/subject.ts";
import { renderWorkout } from "../library/library-view.ts";
import { getWellnessForDate } from "../wellness/get-wellness-for-date.ts";

const DOCUMENT_ID = /^(activity:i?\d{1,19}|(event|workout):[1-9]\d{0,9}|wellness:\d{4}-\d{2}-\d{2})$/;

/** The name and the result format are those that ChatGPT's deep research and company knowledge require. */
export const fetchDocument = defineTool({
  name: "fetch",
  title: "Read a search result",
  description: "READS one search result in full, by its id.",
  effect: "read",
  input: z.object({
    id: z.string().regex(DOCUMENT_ID, "must be an id returned by search, such as activity:i140242265"),
  }),
  structured: true,
  findAthlete: ({ id }, context) =>
    id.startsWith("activity:")
      ? getActivityDetails.findAthlete({ activity_id: id.slice("activity:".length) }, context)
      : Promise.resolve(undefined),
  output: z.object({
    athlete: NamedAthlete,
    id: z.string(),
    title: z.string(),
    text: z.string(),
    url: z.string(),
    metadata: z.object({ source: z.string(), kind: z.string() }),
  }),

  async run({ id }, context) {
    const [kind = "", key = ""] = id.split(":");
    const { document, text } = await read(kind, key, context);
    return { id, title: document.title, text, url: document.url, metadata: { source: "Intervals.icu", kind } };
  },
});

async function read(
  kind: string,
  key: string,
  context: ToolContext,
): Promise<{ document: SearchDocument; text: string }> {
  const { intervals } = context;
  const textOf = (tool: Tool, args: object) => readWith(tool, args, async () => context);
  switch (kind) {
    case "activity": {
      const [activity, details, activityIntervals] = await Promise.all([
        intervals.getActivity(key),
        textOf(getActivityDetails, { activity_id: key }),
        textOf(getActivityIntervals, { activity_id: key }),
      ]);
      return { document: activityDocument(activity, INTERVALS_SITE), text: paragraphs(details, activityIntervals) };
    }
    case "event": {
      const [event, text] = await Promise.all([
        intervals.getEvent(Number(key)),
        textOf(getEvent, { event_id: Number(key) }),
      ]);
      return { document: eventDocument(event, INTERVALS_SITE), text };
    }
    case "workout": {
      const workout = await intervals.getWorkout(Number(key));
      const text = paragraphs(header("Library workout", context), renderWorkout(toLibraryWorkout(workout), context));
      return { document: workoutDocument(workout, INTERVALS_SITE), text };
    }
    default: {
      const text = await textOf(getWellnessForDate, { date: key });
      return { document: wellnessDocument(key, INTERVALS_SITE), text };
    }
  }
}
