import type { Fields } from "../fields.ts";
import { joulesAbove, normalizedPowerOf } from "../recording/power-metrics.ts";
import type { Recording } from "../recording/recording.ts";
import { disciplineOf, elapsedSecs } from "../recording/session.ts";
import { climbOf, maxOf, meanOf, minOf, round, sumOf } from "../samples.ts";
import { POWER_ZONES } from "./zones.ts";

/** A part of a recording in sample indices. `end` is exclusive. */
export interface Span {
  readonly id: number;
  readonly start: number;
  readonly end: number;
  readonly label: string | null;
  readonly work: boolean;
}

/** The watch records a lap per kilometer of a run. */
const LAP_METERS = 1000;

/**
 * The intervals that the server detects: the planned efforts and the recoveries between them, or laps for an
 * unstructured run.
 */
export function detectedSpans(recording: Recording, firstId: number): readonly Span[] {
  const { session } = recording;
  const structured = session.segments.filter(({ work }) => work).length > 1;
  if (!structured && disciplineOf(session.type) === "Run") return lapSpans(recording, firstId);
  const spans: Span[] = [];
  let at = 0;
  for (const { secs, work, label } of session.segments) {
    const last = spans.at(-1);
    if (last && !last.work && !work) spans[spans.length - 1] = { ...last, end: at + secs };
    else spans.push({ id: firstId + spans.length, start: at, end: at + secs, label: work ? label : null, work });
    at += secs;
  }
  return spans;
}

/** The laps that the device recorded. */
export const deviceLaps = (recording: Recording): readonly Span[] =>
  disciplineOf(recording.session.type) === "Run" ? lapSpans(recording, 0) : [];

function lapSpans(recording: Recording, firstId: number): readonly Span[] {
  const distance = recording.motion()?.distance ?? new Float32Array();
  const ends: number[] = [];
  for (let i = 0; i < distance.length; i++) if ((distance[i] ?? 0) >= (ends.length + 1) * LAP_METERS) ends.push(i + 1);
  if (ends.at(-1) !== recording.length) ends.push(recording.length);
  return ends.map((end, i) => ({ id: firstId + i, start: ends[i - 1] ?? 0, end, label: `Lap ${i + 1}`, work: true }));
}

/** All metrics of a part of a recording. */
export function statsOf(recording: Recording, start: number, end: number): Fields {
  const { session } = recording;
  const { thresholds } = session;
  const time = recording.time();
  const moving = end - start;
  const fields: Fields = {
    start_index: start,
    end_index: end,
    start_time: time[start] ?? 0,
    end_time: end < time.length ? time[end] : elapsedSecs(session),
    moving_time: moving,
    elapsed_time: (time[end - 1] ?? 0) - (time[start] ?? 0) + 1,
  };
  const motion = recording.motion();
  if (motion) {
    const { velocity, gradeAdjusted } = motion;
    fields.distance = round(sumOf(velocity, start, end), 2);
    fields.average_speed = round(meanOf(velocity, start, end), 4);
    fields.min_speed = round(minOf(velocity, start, end), 4);
    fields.max_speed = round(maxOf(velocity, start, end), 4);
    fields.gap = gradeAdjusted ? round(meanOf(gradeAdjusted, start, end), 4) : null;
    const threshold = { Run: thresholds.runPace, Swim: thresholds.swimPace, Ride: 0, Other: 0 }[
      disciplineOf(session.type)
    ];
    if (threshold > 0) addIntensity(fields, meanOf(gradeAdjusted ?? velocity, start, end) / threshold, moving);
  }
  const altitude = recording.altitude();
  if (altitude) {
    fields.total_elevation_gain = round(climbOf(altitude, start, end), 1);
    fields.min_altitude = round(minOf(altitude, start, end), 1);
    fields.max_altitude = round(maxOf(altitude, start, end), 1);
    fields.average_gradient = round(
      ((altitude[end - 1] ?? 0) - (altitude[start] ?? 0)) / Number(fields.distance || 1),
      4,
    );
  }
  const heartRate = recording.heartRate();
  if (heartRate) {
    fields.average_heartrate = Math.round(meanOf(heartRate, start, end));
    fields.min_heartrate = minOf(heartRate, start, end);
    fields.max_heartrate = maxOf(heartRate, start, end);
  }
  const cadence = recording.cadence();
  if (cadence) {
    fields.average_cadence = round(meanOf(cadence, start, end), 1);
    fields.min_cadence = minOf(cadence, start, end);
    fields.max_cadence = maxOf(cadence, start, end);
  }
  const watts = recording.watts();
  if (watts) addPower(fields, recording, { watts, start, end });
  return fields;
}

interface PowerWindow {
  readonly watts: Int16Array;
  readonly start: number;
  readonly end: number;
}

function addPower(fields: Fields, recording: Recording, { watts, start, end }: PowerWindow): void {
  const { ftp, wPrime, weight } = recording.session.thresholds;
  const average = meanOf(watts, start, end);
  const normalized = normalizedPowerOf(watts, start, end);
  const balance = recording.wBalance();
  const zone = POWER_ZONES.findIndex((top) => average <= (top * ftp) / 100);
  Object.assign(fields, {
    average_watts: Math.round(average),
    min_watts: minOf(watts, start, end),
    max_watts: maxOf(watts, start, end),
    average_watts_kg: round(average / weight, 2),
    max_watts_kg: round(maxOf(watts, start, end) / weight, 2),
    weighted_average_watts: Math.round(normalized),
    joules: sumOf(watts, start, end),
    joules_above_ftp: joulesAbove(watts, ftp, start, end),
    wbal_start: balance?.[start] ?? wPrime,
    wbal_end: balance?.[end - 1] ?? wPrime,
    zone: zone + 1,
    zone_min_watts: zone === 0 ? 0 : Math.floor(((POWER_ZONES[zone - 1] ?? 0) * ftp) / 100) + 1,
    zone_max_watts: Math.floor(((POWER_ZONES[zone] ?? 0) * ftp) / 100),
  });
  addIntensity(fields, normalized / ftp, end - start);
}

function addIntensity(fields: Fields, intensity: number, secs: number): void {
  fields.intensity = Math.round(intensity * 100);
  fields.training_load = round((secs / 3600) * intensity ** 2 * 100, 1);
}

/** "90s", "4m", "6m54s", "1h5m". */
function shortDuration(secs: number): string {
  const [hours, minutes, rest] = [Math.floor(secs / 3600), Math.floor(secs / 60) % 60, secs % 60];
  return [hours && `${hours}h`, minutes && `${minutes}m`, rest && `${rest}s`].filter(Boolean).join("") || "0s";
}

/** Groups similar work intervals. Each interval gets its `group_id`, and each group the averages of its intervals. */
export function groupIntervals(intervals: readonly Fields[]): { intervals: Fields[]; groups: Fields[] } {
  const members: Fields[][] = [];
  for (const interval of intervals.filter(({ type }) => type === "WORK")) {
    const similar = members.find(([first]) => first && areSimilar(first, interval));
    if (similar) similar.push(interval);
    else members.push([interval]);
  }
  const groups = members.map((group) => averageOf(group));
  const groupOf = new Map(members.flatMap((group, i) => group.map((interval) => [interval, groups[i]?.id] as const)));
  return { intervals: intervals.map((interval) => ({ ...interval, group_id: groupOf.get(interval) ?? null })), groups };
}

function areSimilar(a: Fields, b: Fields): boolean {
  const close = (key: string, tolerance: number) => {
    const [x, y] = [Number(a[key] ?? 0), Number(b[key] ?? 0)];
    return Math.abs(x - y) <= tolerance * Math.max(x, y);
  };
  return (
    close("moving_time", 0.1) && close("average_watts", 0.08) && close("average_speed", a.average_watts ? 1 : 0.08)
  );
}

function averageOf(group: readonly Fields[]): Fields {
  const first = group[0] ?? {};
  const averages = Object.entries(first)
    .filter(([, value]) => typeof value === "number")
    .map(([key, value]) => {
      const mean = group.reduce((sum, interval) => sum + Number(interval[key] ?? 0), 0) / group.length;
      return [key, Number.isInteger(value) ? Math.round(mean) : round(mean, 4)];
    });
  const average: Fields = { ...Object.fromEntries(averages), start_index: first.start_index, count: group.length };
  const { average_watts: watts, average_cadence: cadence, average_heartrate: bpm } = average;
  const effort = watts === undefined ? `${bpm ?? 0}bpm` : `${watts}w${Math.round(Number(cadence ?? 0))}rpm`;
  return { ...average, id: `${shortDuration(Number(average.moving_time))}@${effort}` };
}

export const intervalSummary = (groups: readonly Fields[]): string[] =>
  groups.map(
    ({ count, moving_time, average_watts, average_heartrate }) =>
      `${count}x ${shortDuration(Number(moving_time))} ${average_watts == null ? `${average_heartrate}bpm` : `${average_watts}w`}`,
  );
