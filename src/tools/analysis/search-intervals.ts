import * as z from "zod";
import { type Activity, isStravaStub } from "../../intervals/activities.ts";
import type { IntervalSearch } from "../../intervals/activity-search.ts";
import { UntrustedText } from "../../intervals/untrusted-text.ts";
import { type IntervalBounds, IntervalRow, isWithin, toIntervalRow } from "../../training/intervals.ts";
import { formatSpeed } from "../../training/pace.ts";
import { quote } from "../../training/quote.ts";
import { formatTable } from "../../training/table.ts";
import { distanceIn, formatDuration, round } from "../../training/units.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { AthleteId, Sport } from "../kit/parameters.ts";

/** The upper bounds (s, %) that mean "no bound". */
const [MAX_SECONDS, MAX_PERCENT] = [86_400, 999];

/** The measure of intensity. */
const MEASURES = ["AUTO", "POWER", "HR", "PACE"] as const;
/**
 * Named intensities, in % of the athlete's own threshold.
 * Source: A. Coggan's levels, "Training and Racing with a Power Meter"; sweet spot: the default of Intervals.icu.
 */
const EFFORTS: Record<string, readonly [number, number]> = {
  WORK: [75, MAX_PERCENT],
  ENDURANCE: [56, 75],
  TEMPO: [76, 90],
  SWEETSPOT: [84, 97],
  THRESHOLD: [91, 105],
  VO2MAX: [106, 120],
  ANAEROBIC: [121, 150],
  SPRINT: [151, MAX_PERCENT],
};
const WORDS = [...MEASURES, ...Object.keys(EFFORTS)];

const seconds = z.int().min(1).max(MAX_SECONDS).optional();
const percent = z.int().min(0).max(MAX_PERCENT).optional();
const reps = z.int().min(1).max(200).optional();

/** Ids per request. More make the server slow. This project's own choice. */
const BATCH_SIZE = 10;

const SearchBounds = z.object({
  min_seconds: z.number(),
  max_seconds: z.number(),
  min_intensity_percent: z.number(),
  max_intensity_percent: z.number(),
});
type SearchBounds = z.output<typeof SearchBounds>;

const Match = z.object({
  activity_id: z.string(),
  date: z.string(),
  type: z.string(),
  name: UntrustedText.optional(),
  intervals: z.array(IntervalRow),
});
type Match = z.output<typeof Match>;

export const searchIntervals = defineTool({
  name: "icu_search_intervals",
  title: "Search intervals",
  description:
    "FINDS work intervals by duration and intensity in ALL past activities, newest first, such as all 4-5 minute VO2max repeats, to compare sessions of one kind.",
  effect: "read",
  input: z.object({
    interval_type: z
      .string()
      .transform((word) => word.toUpperCase().replace(/[^A-Z0-9]/g, ""))
      .refine((word) => WORDS.includes(word), `must be one of ${WORDS.join(", ")}`)
      .optional()
      .describe("threshold, vo2max, tempo …; or the measure: power, hr, pace"),
    min_duration: seconds.describe("s"),
    max_duration: seconds,
    min_intensity: percent.describe("% of threshold, default 75"),
    max_intensity: percent,
    min_reps: reps,
    max_reps: reps,
    sport: Sport.optional(),
    limit: z.int().min(1).max(50).default(20).describe("Activities"),
    athlete_id: AthleteId,
  }),
  output: z.object({
    searched: SearchBounds,
    matches: z.array(Match),
    is_cut: z.boolean(),
  }),

  async run({ sport, limit, min_reps, max_reps, ...criteria }, { intervals }) {
    const bounds = boundsOf(criteria);
    const search: IntervalSearch = {
      ...bounds,
      type: MEASURES.find((measure) => measure === criteria.interval_type),
      minReps: min_reps,
      maxReps: max_reps,
      // The API cannot filter by sport, so fetch more and filter here.
      limit: sport === undefined ? limit : 100,
    };
    const found = (await intervals.searchIntervals(search)).filter((activity) => !isStravaStub(activity));
    const wanted = found.filter(({ type }) => sport === undefined || type?.toLowerCase() === sport.toLowerCase());
    const ids = wanted.slice(0, limit).map(({ id }) => id);
    const chunks = Array.from({ length: Math.ceil(ids.length / BATCH_SIZE) }, (_, index) =>
      intervals.getActivitiesWithIntervals(ids.slice(index * BATCH_SIZE, (index + 1) * BATCH_SIZE)),
    );
    const matches = (await Promise.all(chunks)).flat().map((activity) => toMatch(activity, bounds));
    return {
      searched: {
        min_seconds: bounds.minSecs,
        max_seconds: bounds.maxSecs,
        min_intensity_percent: bounds.minIntensity,
        max_intensity_percent: bounds.maxIntensity,
      },
      matches: matches.sort((a, b) => b.date.localeCompare(a.date)),
      is_cut: wanted.length > limit || found.length >= search.limit,
    };
  },

  render({ searched, matches, is_cut }, view) {
    const { units } = view;
    const rows = matches.flatMap((match) => match.intervals.map((row) => ({ ...row, match })));
    return paragraphs(
      header(`Intervals of ${boundsText(searched)}, newest first`, view),
      matches.length === 0
        ? "No activity has such intervals. Try a wider range of duration or intensity."
        : matches.map(matchText).join("\n"),
      rows.length > 0 &&
        formatTable(
          [
            { header: "activity", cell: ({ match }) => match.activity_id },
            { header: "#", cell: ({ number }) => number },
            { header: "label", cell: ({ label }) => label && quote(label, 40) },
            {
              header: "start",
              cell: ({ start_seconds: start }) => (start === undefined ? undefined : formatDuration(start)),
            },
            {
              header: "time",
              cell: ({ duration_seconds: time }) => (time === undefined ? undefined : formatDuration(time)),
            },
            {
              header: `distance ${units.distance}`,
              cell: ({ distance_meters: meters }) => meters && round(distanceIn(units, meters), 2),
            },
            { header: "avg W", cell: ({ average_watts }) => average_watts },
            {
              header: "speed/pace",
              cell: ({ match, average_speed_mps: speed }) => speed && formatSpeed(match.type, speed, units),
            },
            { header: "avg bpm", cell: ({ average_heartrate_bpm }) => average_heartrate_bpm },
            { header: "intensity %", cell: ({ intensity_percent }) => intensity_percent },
          ],
          rows,
        ),
      is_cut && "There may be older matches. To see them, use narrower bounds or a higher limit (at most 50).",
    );
  },
});

/** `2026-05-05 VirtualRide «Threshold 4x8» i72057800: 4` */
function matchText({ activity_id, date, type, name, intervals }: Match): string {
  const title = [date, type, name && quote(name, 80), activity_id].filter(Boolean).join(" ");
  if (intervals.length > 0) return `${title}: ${intervals.length}`;
  return `${title}: matches by another measure than the intensity shown; see icu_get_activity_intervals`;
}

interface Criteria {
  interval_type?: string | undefined;
  min_duration?: number | undefined;
  max_duration?: number | undefined;
  min_intensity?: number | undefined;
  max_intensity?: number | undefined;
}

function boundsOf(criteria: Criteria): IntervalBounds {
  const [low, high] = EFFORTS[criteria.interval_type ?? ""] ?? EFFORTS.WORK ?? [0, MAX_PERCENT];
  const bounds = {
    minSecs: criteria.min_duration ?? 1,
    maxSecs: criteria.max_duration ?? MAX_SECONDS,
    minIntensity: criteria.min_intensity ?? Math.min(low, criteria.max_intensity ?? low),
    maxIntensity: criteria.max_intensity ?? Math.max(high, criteria.min_intensity ?? high),
  };
  if (bounds.minSecs > bounds.maxSecs) throw new ToolInputError("min_duration: is above max_duration. Swap them.");
  if (bounds.minIntensity > bounds.maxIntensity) {
    throw new ToolInputError("min_intensity: is above max_intensity. Swap them.");
  }
  return bounds;
}

function toMatch(
  { id, type = "Other", name, start_date_local, icu_intervals }: Activity,
  bounds: IntervalBounds,
): Match {
  const rows = (icu_intervals ?? []).map((interval, index) => toIntervalRow(interval, index, type));
  const date = (start_date_local ?? "").slice(0, 10);
  return { activity_id: id, date, type, name, intervals: rows.filter((row) => isWithin(row, bounds)) };
}

/** `3:00 to 5:00 at 106 to 120% of threshold` */
function boundsText(searched: SearchBounds): string {
  const { min_seconds, max_seconds, min_intensity_percent: least, max_intensity_percent: most } = searched;
  const upTo = max_seconds < MAX_SECONDS ? `to ${formatDuration(max_seconds)}` : "or more";
  const intensity = most < MAX_PERCENT ? `${least} to ${most}%` : `${least}% or more`;
  return `${formatDuration(min_seconds)} ${upTo} at ${intensity} of threshold`;
}
