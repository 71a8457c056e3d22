import { type Fitness, fitnessByDay } from "../analysis/fitness.ts";
import type { Span } from "../analysis/intervals.ts";
import { type ParsedWorkout, parsedWorkout } from "../analysis/workout-doc.ts";
import type { Fields } from "../fields.ts";
import { addDays, type LocalDate, type LocalTime, localTimeAt } from "../local-date.ts";
import { type Recording, recordingOf } from "../recording/recording.ts";
import type { Stream } from "../recording/streams.ts";
import { type Activity, diaryUntil } from "../seed/activity-history.ts";
import { athleteFields } from "../seed/athlete.ts";
import { type CalendarEvent, calendarOf, START_FITNESS } from "../seed/calendar.ts";
import { customItemsOf } from "../seed/custom-items.ts";
import { gearOf } from "../seed/gear.ts";
import { foldersOf, libraryOf } from "../seed/library.ts";
import { chatMessages, commentsOn } from "../seed/messages.ts";
import type { DemoOptions, Profile } from "../seed/profile.ts";
import { sportSettingsOf } from "../seed/sport-settings.ts";
import { firstDay, type Season, seasonOf } from "../seed/training-plan.ts";
import { type Collection, type Store, type Written, writtenBy } from "./record-store.ts";

/** Fitness is projected this far ahead. */
const PROJECTED_DAYS = 366;

/** Generated ids stay below. */
const WRITTEN_IDS = 5_000_000;

/** A long ride takes half a megabyte. */
const KEPT_RECORDINGS = 8;

/** Intervals of an activity that somebody has drawn anew. */
export interface EditedIntervals {
  readonly spans: readonly Span[];
  /** Server time of the edit. */
  readonly analyzed: string;
}

/** One athlete with everything the API knows about them: what is generated, with the writes laid over it. */
export interface World {
  readonly profile: Profile;
  readonly options: DemoOptions;
  readonly season: Season;
  /** The day in the athlete's zone; a world lives no longer than that day. */
  readonly today: LocalDate;
  /** The local time at which the world was first looked at. */
  readonly anchor: LocalTime;
  readonly written: Written;
  readonly progress: Collection<LocalTime>;
  readonly athlete: Collection<Fields>;
  readonly sportSettings: Collection<Fields>;
  readonly activities: Collection<Activity>;
  readonly events: Collection<CalendarEvent>;
  /** Days that were written, whole. */
  readonly wellness: Collection<Fields>;
  readonly intervals: Collection<EditedIntervals>;
  readonly streams: Collection<{ readonly activityId: string; readonly stream: Stream }>;
  /** Files that arrived, by their hash, and deleted activities; both name an activity. */
  /** By the hash of the file; of what was deleted, what its file makes again. */
  readonly uploads: Collection<{ readonly id: string; readonly activity?: Activity }>;
  readonly tombstones: Collection<{ readonly id: string }>;
  readonly gear: Collection<Fields>;
  readonly customItems: Collection<Fields>;
  readonly messages: Collection<Fields>;
  readonly folders: Collection<Fields>;
  readonly workouts: Collection<Fields>;
  /** Milliseconds since 1970. */
  now(): number;
  /** An id that nothing of any athlete has. */
  nextId(): number;
  localNow(): LocalTime;
  settingsFor(type: string): Fields;
  fitnessOn(date: LocalDate): Fitness | undefined;
  plannedWorkout(event: CalendarEvent): ParsedWorkout;
  /** The samples of an activity; the last few stay in memory. */
  recording(activity: Activity): Recording | null;
  /** Computes once and keeps until something is written. */
  derived<T>(key: string, make: () => T): T;
  /** Computes once and keeps until `forget` is told of a key that begins the same way. */
  analysed<T>(key: string, make: () => T): T;
  forget(prefix: string): void;
}

export interface WorldOptions {
  readonly profile: Profile;
  readonly options: DemoOptions;
  readonly store: Store;
  readonly clock: () => number;
  /** When the world was first looked at: what is older was generated as done, what is younger gets done as time passes. */
  readonly anchoredAt: number;
}

export function openWorld({ profile, options, store, clock, anchoredAt }: WorldOptions): World {
  const derived = new Map<string, unknown>();
  const analysed = new Map<string, unknown>();
  const recordings = new Map<string, Recording>();
  const written = writtenBy(profile.id, store, () => derived.clear());
  const localNow = () => localTimeAt(clock(), profile.timezone);
  const today = localNow().slice(0, 10);
  const anchor = localTimeAt(anchoredAt, profile.timezone);
  const { seed, sports, days, firstId } = profile;
  const season = seasonOf({ seed, anchor: anchor.slice(0, 10), sports, days, firstId });

  const diary = diaryUntil(season, anchor);

  const world: World = {
    profile,
    options,
    season,
    today,
    anchor,
    written,
    progress: written.collection("progress"),
    now: clock,
    nextId: () => firstId + WRITTEN_IDS + written.nextNumber(),
    localNow,
    athlete: written.collection("athlete", [["self", athleteFields(profile, season)]]),
    sportSettings: written.collection("sport-settings", keyed(sportSettingsOf(profile, season))),
    activities: written.collection(
      "activity",
      diary.map((activity) => [activity.id, activity]),
    ),
    events: written.collection(
      "event",
      calendarOf(season, today).map((event) => [Number(event.fields.id), event]),
    ),
    wellness: written.collection("wellness"),
    intervals: written.collection("intervals"),
    streams: written.collection("stream"),
    uploads: written.collection("upload"),
    tombstones: written.collection("tombstone"),
    gear: written.collection("gear", keyed(gearOf(profile, season))),
    customItems: written.collection("custom-item", keyed(customItemsOf(profile))),
    messages: written.collection("message", keyed([...commentsOn(profile, diary), ...chatMessages(profile, anchor)])),
    folders: written.collection("folder", keyed(foldersOf(profile, season))),
    workouts: written.collection("workout", keyed(libraryOf(profile, season))),
    settingsFor(type) {
      const all = world.sportSettings.list();
      const covers = ({ types }: Fields) => Array.isArray(types) && types.includes(type);
      return all.find(covers) ?? all.find(({ other }) => other) ?? {};
    },
    fitnessOn: (date) => world.derived("fitness", () => fitnessOf(world)).get(date),
    plannedWorkout({ fields: { description, type } }) {
      const [text, sport] = [String(description ?? ""), String(type ?? "Other")];
      return world.derived(`workout ${sport} ${text}`, () => parsedWorkout(text, sport, world.settingsFor(sport)));
    },
    recording({ id, session }) {
      if (!session) return null;
      const recording = recordings.get(id) ?? recordingOf(session);
      recordings.delete(id);
      recordings.set(id, recording);
      for (const oldest of [...recordings.keys()].slice(0, -KEPT_RECORDINGS)) recordings.delete(oldest);
      return recording;
    },
    derived: (key, make) => remember(derived, key, make),
    analysed: (key, make) => remember(analysed, key, make),
    forget(prefix) {
      for (const key of analysed.keys()) if (key.startsWith(prefix)) analysed.delete(key);
    },
  };
  return world;
}

export const keyed = (records: readonly Fields[]): (readonly [string, Fields])[] =>
  records.map((record) => [String(record.id), record]);

function remember<T>(memory: Map<string, unknown>, key: string, make: () => T): T {
  if (!memory.has(key)) memory.set(key, make());
  // A key names what it holds, so what is found under it is what `make` makes.
  return memory.get(key) as T;
}

/** Load of the whole past, and of what is still planned from today on. */
function fitnessOf(world: World): Map<LocalDate, Fitness> {
  const loads = new Map<LocalDate, number>();
  const add = (local: unknown, load: unknown) => {
    const date = String(local).slice(0, 10);
    loads.set(date, (loads.get(date) ?? 0) + Number(load ?? 0));
  };
  for (const activity of world.activities.list()) add(activity.start, loadOf(activity));
  const done = new Set(world.activities.list().map(pairedEventId));
  for (const event of world.events.list()) {
    const { id, start_date_local: start } = event.fields;
    if (String(start) >= world.today && !done.has(Number(id))) add(start, plannedLoad(world, event));
  }
  return fitnessByDay({
    from: firstDay(world.season),
    until: addDays(world.today, PROJECTED_DAYS),
    start: START_FITNESS,
    loadOn: (date) => loads.get(date) ?? 0,
  });
}

export const loadOf = ({ session, fields }: Activity): number | null => {
  const load = fields.icu_training_load ?? session?.load;
  return typeof load === "number" ? load : null;
};

export const pairedEventId = ({ eventId, fields }: Activity): number | null =>
  typeof fields.paired_event_id === "number" ? fields.paired_event_id : eventId;

/** The load that an event promises; only workouts and races promise any. */
export function plannedLoad(world: World, event: CalendarEvent): number | null {
  const { category, icu_training_load: sent } = event.fields;
  if (category === "WORKOUT") {
    const load = world.plannedWorkout(event).totals.icu_training_load ?? sent;
    return typeof load === "number" ? load : null;
  }
  return String(category).startsWith("RACE") && typeof sent === "number" ? sent : null;
}
