import * as z from "zod";
import { INTERVALS_SITE } from "../../config.ts";
import type { Activity } from "../../intervals/activities.ts";
import { addDays } from "../../intervals/local-date.ts";
import { splitStravaStubs } from "../../training/activities.ts";
import { datesInText } from "../../training/dates-in-text.ts";
import { rankByWords } from "../../training/rank-by-words.ts";
import {
  activityDocument,
  eventDocument,
  type SearchDocument,
  wellnessDocument,
  workoutDocument,
} from "../../training/search-documents.ts";
import { defineTool } from "../kit/define-tool.ts";
import { NamedAthlete } from "../kit/subject.ts";

/** The range searched when the query names no date. This project's own choice. */
const DAYS_BACK = 120;
const DAYS_AHEAD = 60;
const WELLNESS_DAYS = 14;
const MAX_RESULTS = 20;
const MAX_DATES = 3;

/** The name and the result format are those that ChatGPT's deep research and company knowledge require. */
export const search = defineTool({
  name: "search",
  title: "Search everything",
  description:
    "SEARCHES activities, calendar, library and wellness at once, for research that then reads results with fetch. For precise questions use the icu_ tools.",
  effect: "read",
  input: z.object({ query: z.string().trim().min(1).max(500) }),
  structured: true,
  output: z.object({
    athlete: NamedAthlete,
    results: z.array(z.object({ id: z.string(), title: z.string(), url: z.string() })),
  }),

  async run({ query }, { intervals, today }) {
    const named = datesInText(query).slice(0, MAX_DATES);
    const ranges = [{ oldest: addDays(today, -DAYS_BACK), newest: addDays(today, DAYS_AHEAD) }, ...named];
    const [byName, workouts, ...ofDays] = await Promise.all([
      intervals.searchActivities(query, MAX_RESULTS),
      intervals.listWorkouts(),
      ...ranges.flatMap((range) => [
        intervals.listActivities({ ...range, limit: 500 }).then(toActivityDocuments),
        intervals.listEvents(range).then((found) => found.map((event) => eventDocument(event, INTERVALS_SITE))),
      ]),
    ]);
    const days = [
      ...named.flatMap(({ oldest, newest }) => (oldest === newest ? [oldest] : [])),
      ...Array.from({ length: WELLNESS_DAYS }, (_, ago) => addDays(today, -ago)),
    ];
    const documents = [
      ...toActivityDocuments(byName),
      ...ofDays.flat(),
      ...workouts.map((workout) => workoutDocument(workout, INTERVALS_SITE)),
      ...days.map((date) => wellnessDocument(date, INTERVALS_SITE)),
    ];
    const distinct = [...new Map(documents.map((document) => [document.id, document])).values()];
    const ranked = rankByWords(query, distinct, ({ title, words }: SearchDocument) => `${title} ${words}`);
    return { results: ranked.slice(0, MAX_RESULTS).map(({ item: { id, title, url } }) => ({ id, title, url })) };
  },
});

const toActivityDocuments = (activities: readonly Activity[]) =>
  splitStravaStubs(activities).readable.map((activity) => activityDocument(activity, INTERVALS_SITE));
