import type { Fields } from "../fields.ts";
import { addDays, addSeconds, type LocalTime, weekdayOf } from "../local-date.ts";
import { fractionOf, hashOf } from "../random.ts";
import { elapsedSecs, type Segment, type Session, type Thresholds } from "../recording/session.ts";
import { simulateSession } from "../recording/simulate-session.ts";
import { activityIdOf, EVENT_SLOT, eventIdOf } from "./ids.ts";
import { segmentsOf } from "./segments.ts";
import { thresholdsOn } from "./thresholds.ts";
import {
  firstDay,
  type PlannedSession,
  plannedSessions,
  type RaceCategory,
  type TrainingPlan,
} from "./training-plan.ts";
import { WORKOUTS, type Workout, type WorkoutKey } from "./workouts.ts";

export interface Activity {
  readonly id: string;
  readonly start: LocalTime;
  readonly type: string;
  readonly source: string;
  /** Null for an activity without a recording. */
  readonly session: Session | null;
  /** The planned event that this activity fulfils. */
  readonly eventId: number | null;
  /** Fields that the athlete entered. They take precedence over what follows from the session. */
  readonly fields: Fields;
}

export interface PlannedActivity {
  readonly text: string;
  readonly sport: string;
  readonly name: string;
  readonly start: LocalTime;
  readonly rpe: number;
  readonly tags: readonly string[] | null;
  readonly race: boolean;
  /** Set for sports whose workouts have no steps. */
  readonly minutes: number | null;
}

/** Whether the athlete skips the event of this id. */
export const isMissed = (plan: TrainingPlan, eventId: number): boolean =>
  fractionOf(plan.seed, "missed", eventId) < 0.06;

/** Everything that was finished between the first day of the plan and `until`, oldest first. */
export function activityHistory(plan: TrainingPlan, until: LocalTime): readonly Activity[] {
  const history: Activity[] = [];
  for (let date = firstDay(plan); date <= until.slice(0, 10); date = addDays(date, 1)) {
    for (const session of plannedSessions(plan, date)) {
      const eventId = eventIdOf(plan, date, session.race ? EVENT_SLOT.race : session.slot);
      if (!session.race && isMissed(plan, eventId)) continue;
      const number = session.race ? eventId + session.slot : eventId;
      const activity = performActivity(plan, plannedActivity(session), { number, eventId });
      if (addSeconds(activity.start, secsOf(activity)) <= until) history.push(activity);
    }
  }
  renameLastLongRun(history);
  return history;
}

export const isStrava = ({ source }: Activity): boolean => source === "STRAVA";

/** The training load that the user entered, else that of the session. */
export const loadOf = ({ session, fields }: Activity): number | null => {
  const load = fields.icu_training_load ?? session?.load;
  return typeof load === "number" ? load : null;
};

export const pairedEventIdOf = ({ eventId, fields }: Activity): number | null =>
  typeof fields.paired_event_id === "number" ? fields.paired_event_id : eventId;

const secsOf = ({ session, fields }: Activity): number =>
  session ? elapsedSecs(session) : Number(fields.elapsed_time ?? 0);

export function plannedActivity({ key, start, race }: PlannedSession): PlannedActivity {
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

/** Weekday rides are indoors, some long sessions are off-road, and race swims are in open water. */
function activityType(key: WorkoutKey, start: LocalTime, race: RaceCategory | null): string {
  const { sport } = WORKOUTS[key];
  const rare = fractionOf("rare", start) < 0.15;
  if (key === "swimRace") return "OpenWaterSwim";
  if (key === "runLong" && rare) return "TrailRun";
  if (sport !== "Ride" || race) return sport;
  if (weekdayOf(start) < 5) return "VirtualRide";
  return key === "rideLong" && rare ? "GravelRide" : "Ride";
}

interface ActivityIds {
  /** From which the activity id is made. */
  readonly number: number;
  readonly eventId: number;
}

/**
 * The activity that results from performing what was planned. Some easy runs come from Strava, and some strength
 * sessions are entered by hand.
 */
export function performActivity(plan: TrainingPlan, planned: PlannedActivity, ids: ActivityIds): Activity {
  const { sport, start, name } = planned;
  const seed = hashOf(plan.seed, start, name);
  const thresholds = thresholdsOn(plan, start.slice(0, 10));
  if (sport === "WeightTraining" && fractionOf(seed, "manual") < 0.3) {
    const secs = (planned.minutes ?? 30) * 60;
    const manual = { ...toActivity(planned, seed, ids), source: "MANUAL" };
    return { ...manual, fields: { ...manual.fields, moving_time: secs, elapsed_time: secs, icu_training_load: 18 } };
  }
  const recorded = { ...toActivity(planned, seed, ids), session: sessionOf(planned, seed, thresholds) };
  if (sport === "Run" && name === "Easy run" && fractionOf(seed, "strava") < 0.25) {
    return { ...recorded, id: `18${String(ids.number).padStart(9, "0")}`, source: "STRAVA", eventId: null };
  }
  return { ...recorded, source: sport === "VirtualRide" ? "ZWIFT" : "GARMIN_CONNECT" };
}

const sessionOf = ({ sport, start, text, minutes }: PlannedActivity, seed: number, thresholds: Thresholds): Session =>
  simulateSession({
    seed,
    type: sport,
    indoor: sport === "VirtualRide" || sport === "WeightTraining",
    start,
    segments: minutes === null ? segmentsOf(text, sport, thresholds) : strengthSegments(minutes),
    thresholds,
  });

/** Sets and rests, as they show in the heart rate. */
const strengthSegments = (minutes: number): readonly Segment[] =>
  Array.from({ length: Math.floor(minutes / 5) }, () => [
    { secs: 180, from: 0.55, to: 0.55, work: false, label: null, meters: null },
    { secs: 120, from: 0.3, to: 0.3, work: false, label: null, meters: null },
  ]).flat();

function toActivity(
  planned: PlannedActivity,
  seed: number,
  { number, eventId }: ActivityIds,
): Omit<Activity, "source"> {
  const felt = Math.min(10, Math.max(1, planned.rpe + Math.round(fractionOf(seed, "felt") * 2 - 1)));
  const rated = fractionOf(seed, "rated") < 0.75;
  return {
    id: activityIdOf(number),
    start: planned.start,
    type: planned.sport,
    session: null,
    eventId,
    fields: {
      name: planned.name,
      tags: planned.tags,
      race: planned.race,
      sub_type: planned.race ? "RACE" : "NONE",
      icu_rpe: rated ? felt : null,
      feel: rated ? Math.min(5, Math.max(1, Math.round(felt / 2.6 + fractionOf(seed, "feel")))) : null,
    },
  };
}

/** Text as users really write it: an emoji, accents, an invisible space and a word that runs from right to left. */
function renameLastLongRun(history: readonly Activity[]): void {
  const last = history.findLast(({ fields }) => fields.name === "Long run");
  if (last) last.fields.name = "Long run 🏃‍♀️ — “naïve” pacing\u200b \u202eesrever\u202c";
}
