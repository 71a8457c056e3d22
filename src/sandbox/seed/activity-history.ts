import type { Fields } from "../fields.ts";
import { addDays, addSeconds, type LocalDate, type LocalTime, weekdayOf } from "../local-date.ts";
import { fractionOf, hashOf } from "../random.ts";
import type { Thresholds } from "../recording/session.ts";
import { elapsedSecs, perform, type Segment, type Session } from "../recording/session.ts";
import { activityIdOf, EVENT_SLOT, eventIdOf } from "./ids.ts";
import { segmentsOf } from "./segments.ts";
import { thresholdsOn } from "./thresholds.ts";
import { firstDay, type PlannedSession, plannedSessions, type RaceCategory, type Season } from "./training-plan.ts";
import { WORKOUTS, type Workout, type WorkoutKey } from "./workouts.ts";

/** One entry of the training diary. */
export interface Activity {
  readonly id: string;
  readonly start: LocalTime;
  readonly type: string;
  readonly source: string;
  /** How it went, for those that were recorded. */
  readonly session: Session | null;
  /** The planned event that it carries out. */
  readonly eventId: number | null;
  /** What was written about it; wins over what follows from the session. */
  readonly fields: Fields;
}

export interface Leg {
  readonly text: string;
  readonly sport: string;
  readonly name: string;
  readonly start: LocalTime;
  readonly rpe: number;
  readonly tags: readonly string[] | null;
  readonly race: boolean;
  readonly minutes: number | null;
}

export const isMissed = (season: Season, eventId: number): boolean => fractionOf(season.seed, "missed", eventId) < 0.06;

/** Everything done from the first day up to a moment, oldest first. */
export function diaryUntil(season: Season, until: LocalTime): readonly Activity[] {
  const diary: Activity[] = [];
  for (let date = firstDay(season); date <= until.slice(0, 10); date = addDays(date, 1)) {
    const thresholds = thresholdsOn(season, date);
    for (const planned of plannedSessions(season, date)) {
      const eventId = planned.race ? raceIdOf(season, date) : eventIdOf(season, date, planned.slot);
      if (!planned.race && isMissed(season, eventId)) continue;
      const number = planned.race ? eventId + planned.slot : eventId;
      const activity = carryOut(season, legOf(planned), thresholds, number, eventId);
      if (addSeconds(activity.start, secsOf(activity)) <= until) diary.push(activity);
    }
  }
  nameLastLongRun(diary);
  return diary;
}

const raceIdOf = (season: Season, date: LocalDate): number => eventIdOf(season, date, EVENT_SLOT.race);

const secsOf = ({ session, fields }: Activity): number =>
  session ? elapsedSecs(session) : Number(fields.elapsed_time ?? 0);

export function legOf({ key, start, race }: PlannedSession): Leg {
  const workout: Workout = WORKOUTS[key];
  return {
    text: workout.text,
    sport: activityType(key, start, race),
    name: workout.name,
    start,
    rpe: workout.rpe,
    tags: workout.tags ?? null,
    race: race !== null,
    minutes: workout.minutes ?? null,
  };
}

/** Weekday rides are ridden indoors, some long ones off the road, races swim in the sea. */
function activityType(key: WorkoutKey, start: LocalTime, race: RaceCategory | null): string {
  const { sport } = WORKOUTS[key];
  const rare = fractionOf("rare", start) < 0.15;
  if (key === "swimRace") return "OpenWaterSwim";
  if (key === "runLong" && rare) return "TrailRun";
  if (sport !== "Ride" || race) return sport;
  if (weekdayOf(start) < 5) return "VirtualRide";
  return key === "rideLong" && rare ? "GravelRide" : "Ride";
}

/** Does a leg and writes it down. */
export function carryOut(season: Season, leg: Leg, thresholds: Thresholds, number: number, eventId: number): Activity {
  const seed = hashOf(season.seed, leg.start, leg.name);
  const written = { number, eventId, season, leg, seed };
  if (leg.sport === "Run" && leg.name === "Easy run" && fractionOf(seed, "strava") < 0.25) {
    return {
      ...entry(written, "STRAVA", sessionOf(leg, thresholds, seed)),
      id: `18${String(number).padStart(9, "0")}`,
      eventId: null,
    };
  }
  if (leg.sport === "WeightTraining" && fractionOf(seed, "manual") < 0.3) {
    const secs = (leg.minutes ?? 30) * 60;
    const manual = entry(written, "MANUAL", null);
    return { ...manual, fields: { ...manual.fields, moving_time: secs, elapsed_time: secs, icu_training_load: 18 } };
  }
  return entry(written, leg.sport === "VirtualRide" ? "ZWIFT" : "GARMIN_CONNECT", sessionOf(leg, thresholds, seed));
}

const sessionOf = (leg: Leg, thresholds: Thresholds, seed: number): Session =>
  perform({
    seed,
    type: leg.sport,
    indoor: leg.sport === "VirtualRide" || leg.sport === "WeightTraining",
    start: leg.start,
    segments: leg.minutes === null ? segmentsOf(leg.text, leg.sport, thresholds) : lifting(leg.minutes),
    thresholds,
  });

/** Sets and pauses, as the heart sees them. */
const lifting = (minutes: number): readonly Segment[] =>
  Array.from({ length: Math.floor(minutes / 5) }, () => [
    { secs: 180, from: 0.55, to: 0.55, work: false, label: null, meters: null },
    { secs: 120, from: 0.3, to: 0.3, work: false, label: null, meters: null },
  ]).flat();

interface Written {
  readonly number: number;
  readonly eventId: number;
  readonly season: Season;
  readonly leg: Leg;
  readonly seed: number;
}

function entry({ number, eventId, leg, seed }: Written, source: string, session: Session | null): Activity {
  const felt = Math.min(10, Math.max(1, leg.rpe + Math.round(fractionOf(seed, "felt") * 2 - 1)));
  const rated = fractionOf(seed, "rated") < 0.75;
  return {
    id: activityIdOf(number),
    start: leg.start,
    type: leg.sport,
    source,
    session,
    eventId,
    fields: {
      name: leg.name,
      tags: leg.tags,
      race: leg.race,
      sub_type: leg.race ? "RACE" : "NONE",
      icu_rpe: rated ? felt : null,
      feel: rated ? Math.min(5, Math.max(1, Math.round(felt / 2.6 + fractionOf(seed, "feel")))) : null,
    },
  };
}

/** Text as people really write it: an emoji, accents, an invisible space and a word that runs from right to left. */
function nameLastLongRun(diary: readonly Activity[]): void {
  const last = diary.findLast(({ fields }) => fields.name === "Long run");
  if (last) last.fields.name = "Long run 🏃‍♀️ — “naïve” pacing\u200b \u202eesrever\u202c";
}
