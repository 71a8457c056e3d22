import { type Fitness, fitnessByDay } from "../analysis/fitness.ts";
import type { Span } from "../analysis/intervals.ts";
import { type ParsedWorkout, parsePlannedWorkout } from "../analysis/workout-doc.ts";
import type { Fields } from "../fields.ts";
import { addDays, type LocalDate, type LocalTime, localTimeAt } from "../local-date.ts";
import { type Recording, recordingOf } from "../recording/recording.ts";
import type { Stream } from "../recording/streams.ts";
import { type Activity, activityHistory, loadOf, pairedEventIdOf } from "../seed/activity-history.ts";
import { athleteFields } from "../seed/athlete.ts";
import { type CalendarEvent, calendarOf, START_FITNESS } from "../seed/calendar.ts";
import { customItemsOf } from "../seed/custom-items.ts";
import { gearOf } from "../seed/gear.ts";
import { foldersOf, libraryOf } from "../seed/library.ts";
import { chatMessages, commentsOn } from "../seed/messages.ts";
import type { Profile } from "../seed/profile.ts";
import { sportSettingsOf } from "../seed/sport-settings.ts";
import { createTrainingPlan, firstDay, type TrainingPlan } from "../seed/training-plan.ts";
import { type Collection, openRecords, type RecordStore } from "./record-store.ts";

/** How far ahead fitness is projected. */
const PROJECTED_DAYS = 366;

/** Ids of generated records are below `firstId` plus this, and ids of records that users create above. */
const GENERATED_IDS = 5_000_000;

/** A long ride takes half a megabyte of memory. */
const CACHED_RECORDINGS = 8;

/** Intervals that a user has edited. */
export interface EditedIntervals {
  readonly spans: readonly Span[];
  /** Server timestamp of the edit. */
  readonly analyzed: string;
}

/** Everything that the API knows about one athlete: generated records, overlaid with what users have written. */
export interface AthleteState {
  readonly profile: Profile;
  readonly trainingPlan: TrainingPlan;
  /** Today in the athlete's time zone. A state is only valid on this day. */
  readonly today: LocalDate;
  /** Local time of the first request. */
  readonly anchor: LocalTime;
  /** Until when elapsed time has been simulated. */
  readonly progress: Collection<LocalTime>;
  readonly athlete: Collection<Fields>;
  readonly sportSettings: Collection<Fields>;
  readonly activities: Collection<Activity>;
  readonly events: Collection<CalendarEvent>;
  /** Complete records of the days that users have written. */
  readonly wellness: Collection<Fields>;
  readonly intervals: Collection<EditedIntervals>;
  readonly streams: Collection<{ readonly activityId: string; readonly stream: Stream }>;
  /**
   * Imported files by their hash: the id of the activity and, once it is deleted, the activity that importing the file
   * restores.
   */
  readonly uploads: Collection<{ readonly id: string; readonly activity?: Activity }>;
  /** Deleted activities, whose files are not imported again. */
  readonly tombstones: Collection<{ readonly id: string }>;
  readonly gear: Collection<Fields>;
  readonly customItems: Collection<Fields>;
  readonly messages: Collection<Fields>;
  readonly folders: Collection<Fields>;
  readonly workouts: Collection<Fields>;
  /** Milliseconds since 1970. */
  now(): number;
  localNow(): LocalTime;
  /** The next number of this athlete's counter. */
  nextNumber(): number;
  /** An id for an activity or event that is unique among all athletes. */
  nextId(): number;
  sportSettingsFor(type: string): Fields;
  fitnessOn(date: LocalDate): Fitness | undefined;
  plannedWorkout(event: Pick<CalendarEvent, "fields">): ParsedWorkout;
  recording(activity: Activity): Recording | null;
  /** Caches the result until the next write. */
  cached<T>(key: string, compute: () => T): T;
  /** Caches the result until `forgetAnalysis` is called with a prefix of the key. */
  cachedAnalysis<T>(key: string, compute: () => T): T;
  forgetAnalysis(prefix: string): void;
}

export interface StateOptions {
  readonly profile: Profile;
  readonly store: RecordStore;
  /** Milliseconds since 1970. */
  now(): number;
  /** Instant of the first request. Activities before it are generated, and later ones are simulated as time passes. */
  readonly anchoredAt: number;
}

export function createState({ profile, store, now, anchoredAt }: StateOptions): AthleteState {
  const cache = new Map<string, unknown>();
  const analyses = new Map<string, unknown>();
  const recordings = new Map<string, Recording>();
  const records = openRecords({ athlete: profile.id, store, onWrite: () => cache.clear() });
  const localNow = () => localTimeAt(now(), profile.timezone);
  const today = localNow().slice(0, 10);
  const anchor = localTimeAt(anchoredAt, profile.timezone);
  const { seed, sports, days, firstId } = profile;
  const trainingPlan = createTrainingPlan({ seed, anchor: anchor.slice(0, 10), sports, days, firstId });
  const history = activityHistory(trainingPlan, anchor);
  const messages = [...commentsOn(profile, history), ...chatMessages(profile, anchor)];

  const state: AthleteState = {
    profile,
    trainingPlan,
    today,
    anchor,
    progress: records.collection("progress"),
    athlete: records.collection("athlete", [["self", athleteFields(profile, trainingPlan)]]),
    sportSettings: records.collection("sport-settings", byId(sportSettingsOf(profile, trainingPlan))),
    activities: records.collection(
      "activity",
      history.map((activity) => [activity.id, activity]),
    ),
    events: records.collection(
      "event",
      calendarOf(trainingPlan, today).map((event) => [Number(event.fields.id), event]),
    ),
    wellness: records.collection("wellness"),
    intervals: records.collection("intervals"),
    streams: records.collection("stream"),
    uploads: records.collection("upload"),
    tombstones: records.collection("tombstone"),
    gear: records.collection("gear", byId(gearOf(profile, trainingPlan))),
    customItems: records.collection("custom-item", byId(customItemsOf(profile))),
    messages: records.collection("message", byId(messages)),
    folders: records.collection("folder", byId(foldersOf(profile, trainingPlan))),
    workouts: records.collection("workout", byId(libraryOf(profile, trainingPlan))),
    now,
    localNow,
    nextNumber: records.nextNumber,
    nextId: () => firstId + GENERATED_IDS + records.nextNumber(),
    sportSettingsFor(type) {
      const all = state.sportSettings.list();
      const covers = ({ types }: Fields) => Array.isArray(types) && types.includes(type);
      return all.find(covers) ?? all.find(({ other }) => other) ?? {};
    },
    fitnessOn: (date) => state.cached("fitness", () => computeFitness(state)).get(date),
    plannedWorkout({ fields: { description, type } }) {
      const [text, sport] = [String(description ?? ""), String(type ?? "Other")];
      const parse = () => parsePlannedWorkout(text, sport, state.sportSettingsFor(sport));
      return state.cached(`workout ${sport} ${text}`, parse);
    },
    recording({ id, session }) {
      if (!session) return null;
      const recording = recordings.get(id) ?? recordingOf(session);
      recordings.delete(id);
      recordings.set(id, recording);
      for (const oldest of [...recordings.keys()].slice(0, -CACHED_RECORDINGS)) recordings.delete(oldest);
      return recording;
    },
    cached: (key, compute) => memoize(cache, key, compute),
    cachedAnalysis: (key, compute) => memoize(analyses, key, compute),
    forgetAnalysis(prefix) {
      for (const key of analyses.keys()) if (key.startsWith(prefix)) analyses.delete(key);
    },
  };
  return state;
}

const byId = (records: readonly Fields[]): (readonly [string, Fields])[] =>
  records.map((record) => [String(record.id), record]);

function memoize<T>(memory: Map<string, unknown>, key: string, compute: () => T): T {
  if (!memory.has(key)) memory.set(key, compute());
  // Every key is used with one `compute` only.
  return memory.get(key) as T;
}

/** Fitness from the load of all activities, and of the workouts that are still planned for today and later. */
function computeFitness(state: AthleteState): Map<LocalDate, Fitness> {
  const loads = new Map<LocalDate, number>();
  const add = (local: unknown, load: unknown) => {
    const date = String(local).slice(0, 10);
    loads.set(date, (loads.get(date) ?? 0) + Number(load ?? 0));
  };
  for (const activity of state.activities.list()) add(activity.start, loadOf(activity));
  const done = new Set(state.activities.list().map(pairedEventIdOf));
  for (const event of state.events.list()) {
    const { id, start_date_local: start } = event.fields;
    if (String(start) >= state.today && !done.has(Number(id))) add(start, plannedLoadOf(state, event));
  }
  return fitnessByDay({
    from: firstDay(state.trainingPlan),
    until: addDays(state.today, PROJECTED_DAYS),
    start: START_FITNESS,
    loadOn: (date) => loads.get(date) ?? 0,
  });
}

/** The planned training load of a workout or race; null for other events. */
export function plannedLoadOf(state: AthleteState, event: CalendarEvent): number | null {
  const { category, icu_training_load: sent } = event.fields;
  if (category === "WORKOUT") {
    const load = state.plannedWorkout(event).totals.icu_training_load ?? sent;
    return typeof load === "number" ? load : null;
  }
  return String(category).startsWith("RACE") && typeof sent === "number" ? sent : null;
}
