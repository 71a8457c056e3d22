import * as z from "zod";
import { type Activity, isStravaStub } from "../../intervals/activities.ts";
import type { IntervalSearch } from "../../intervals/activity-search.ts";
import { type IntervalBounds, IntervalRow, isWithin, toIntervalRow } from "../../training/intervals.ts";
import { formatSpeed } from "../../training/pace.ts";
import { quote } from "../../training/quote.ts";
import { formatTable } from "../../training/table.ts";
import { distanceIn, formatDuration, round } from "../../training/units.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { AthleteId, Sport } from "../kit/parameters.ts";

/** No bound: s and %. */
const [LONGEST, HARDEST] = [86_400, 999];

/** What the intensity is measured by. */
const MEASURES = ["AUTO", "POWER", "HR", "PACE"] as const;
/**
 * Words for intensities, in % of the athlete's own threshold.
 * Source: A. Coggan's levels, "Training and Racing with a Power Meter"; sweet spot as Intervals.icu sets it at first.
 */
const EFFORTS: Record<string, readonly [number, number]> = {
  WORK: [75, HARDEST],
  ENDURANCE: [56, 75],
  TEMPO: [76, 90],
  SWEETSPOT: [84, 97],
  THRESHOLD: [91, 105],
  VO2MAX: [106, 120],
  ANAEROBIC: [121, 150],
  SPRINT: [151, HARDEST],
};
const WORDS = [...MEASURES, ...Object.keys(EFFORTS)];

const seconds = z.int().min(1).max(LONGEST).optional();
const percent = z.int().min(0).max(HARDEST).optional();
const reps = z.int().min(1).max(200).optional();

/** The server takes so many ids at once without becoming slow. Ours. */
const AT_ONCE = 10;

const Searched = z.object({
  min_seconds: z.number(),
  max_seconds: z.number(),
  min_intensity_percent: z.number(),
  max_intensity_percent: z.number(),
});
type Searched = z.output<typeof Searched>;

const Match = z.object({
  activity_id: z.string(),
  date: z.string(),
  type: z.string(),
  name: z.string().optional(),
  intervals: z.array(IntervalRow),
});
type Match = z.output<typeof Match>;

export const searchIntervals = defineTool({
  name: "icu_search_intervals",
  title: "Search intervals",
  description:
    "FINDS work intervals by duration and intensity in ALL past activities, newest first, such as every 4-5 minute VO2max repeat: for progress on one kind of session.",
  effect: "read",
  input: z.object({
    interval_type: z
      .string()
      .transform((word) => word.toUpperCase().replace(/[^A-Z0-9]/g, ""))
      .refine((word) => WORDS.includes(word), `must be one of ${WORDS.join(", ")}`)
      .optional()
      .describe("threshold, vo2max, tempo … or measured by power, hr, pace"),
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
    searched: Searched,
    matches: z.array(Match),
    is_cut: z.boolean(),
  }),

  async run({ sport, limit, min_reps, max_reps, ...wish }, { intervals }) {
    const bounds = boundsOf(wish);
    const search: IntervalSearch = {
      ...bounds,
      type: MEASURES.find((measure) => measure === wish.interval_type),
      minReps: min_reps,
      maxReps: max_reps,
      // The server does not search by sport.
      limit: sport === undefined ? limit : 100,
    };
    const found = (await intervals.searchIntervals(search)).filter((activity) => !isStravaStub(activity));
    const wanted = found.filter(({ type }) => sport === undefined || type?.toLowerCase() === sport.toLowerCase());
    const ids = wanted.slice(0, limit).map(({ id }) => id);
    const chunks = Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, index) =>
      intervals.getActivitiesWithIntervals(ids.slice(index * AT_ONCE, (index + 1) * AT_ONCE)),
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
        ? "No activity has such an interval. Widen the duration or the intensity."
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
      is_cut && "There may be more, further back: ask for narrower bounds or a higher limit (at most 50).",
    );
  },
});

/** `2026-05-05 VirtualRide «Threshold 4x8» i72057800: 4` */
function matchText({ activity_id, date, type, name, intervals }: Match): string {
  const title = [date, type, name && quote(name, 80), activity_id].filter(Boolean).join(" ");
  if (intervals.length > 0) return `${title}: ${intervals.length}`;
  return `${title}: by another measure than power or pace; see icu_get_activity_intervals`;
}

interface Wish {
  interval_type?: string | undefined;
  min_duration?: number | undefined;
  max_duration?: number | undefined;
  min_intensity?: number | undefined;
  max_intensity?: number | undefined;
}

function boundsOf(wish: Wish): IntervalBounds {
  const [low, high] = EFFORTS[wish.interval_type ?? ""] ?? EFFORTS.WORK ?? [0, HARDEST];
  const bounds = {
    minSecs: wish.min_duration ?? 1,
    maxSecs: wish.max_duration ?? LONGEST,
    minIntensity: wish.min_intensity ?? Math.min(low, wish.max_intensity ?? low),
    maxIntensity: wish.max_intensity ?? Math.max(high, wish.min_intensity ?? high),
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

/** `3:00 to 5:00 at 106 to 120 % of threshold` */
function boundsText(searched: Searched): string {
  const { min_seconds, max_seconds, min_intensity_percent: least, max_intensity_percent: most } = searched;
  const longest = max_seconds < LONGEST ? `to ${formatDuration(max_seconds)}` : "or more";
  return `${formatDuration(min_seconds)} ${longest} at ${least} ${most < HARDEST ? `to ${most}` : "or more"} % of threshold`;
}
