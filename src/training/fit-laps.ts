import { cadenceOf } from "./activities.ts";
import type { IntervalRow } from "./intervals.ts";

/**
 * Just enough of Garmin's FIT to read the laps that a device recorded: analysis finds intervals of its own, and the API
 * says of laps only how many there are. https://developer.garmin.com/fit/protocol/
 */
const LAP = 19;
const HEADER_BYTES = 12;

/** Of a definition message: what the data messages that follow it look like. */
interface Definition {
  global: number;
  isBigEndian: boolean;
  fields: { number: number; size: number }[];
  bytes: number;
}

type Values = Map<number, number>;

/** The laps of a FIT file, times in s from the first. Empty for what is no FIT file; what is cut off ends the list. */
export function lapsOfFit(bytes: Uint8Array, sport: string): IntervalRow[] {
  const laps = readMessages(bytes, LAP);
  const start = laps[0]?.get(FIELD.start_time);
  return laps.map((lap, index) => toRow(lap, index, start, sport));
}

/** Numbers of the `lap` message in Garmin's profile. */
const FIELD = {
  start_time: 2,
  total_elapsed_time: 7,
  total_timer_time: 8,
  total_distance: 9,
  avg_speed: 13,
  avg_heart_rate: 15,
  max_heart_rate: 16,
  avg_cadence: 17,
  avg_power: 19,
  max_power: 20,
  total_ascent: 21,
  intensity: 23,
  lap_trigger: 24,
  normalized_power: 33,
  enhanced_avg_speed: 110,
} as const;

/** `intensity`: 1 rest, 4 recovery. */
const RESTING = new Set([1, 4]);
const AT_POSITION = "by position";
/** `lap_trigger`: what ended it. */
const TRIGGERS = [
  "by hand",
  "by time",
  "by distance",
  AT_POSITION,
  AT_POSITION,
  AT_POSITION,
  AT_POSITION,
  "at the end",
];

function toRow(lap: Values, index: number, start: number | undefined, sport: string): IntervalRow {
  const value = (number: number, scale = 1) => {
    const raw = lap.get(number);
    return raw === undefined ? undefined : raw / scale;
  };
  const began = value(FIELD.start_time);
  const trigger = value(FIELD.lap_trigger);
  return {
    number: index + 1,
    kind: RESTING.has(value(FIELD.intensity) ?? 0) ? "recovery" : "work",
    label: trigger === undefined ? undefined : TRIGGERS[trigger],
    start_seconds: began === undefined || start === undefined ? undefined : began - start,
    duration_seconds: value(FIELD.total_timer_time, 1000) ?? value(FIELD.total_elapsed_time, 1000),
    distance_meters: value(FIELD.total_distance, 100),
    average_watts: value(FIELD.avg_power),
    normalized_watts: value(FIELD.normalized_power),
    max_watts: value(FIELD.max_power),
    average_heartrate_bpm: value(FIELD.avg_heart_rate),
    max_heartrate_bpm: value(FIELD.max_heart_rate),
    average_cadence: cadenceOf(sport, value(FIELD.avg_cadence)),
    average_speed_mps: value(FIELD.enhanced_avg_speed, 1000) ?? value(FIELD.avg_speed, 1000),
    elevation_gain_meters: value(FIELD.total_ascent),
  };
}

function readMessages(bytes: Uint8Array, global: number): Values[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER_BYTES || String.fromCharCode(...bytes.subarray(8, 12)) !== ".FIT") return [];
  const end = Math.min(bytes.length, (bytes[0] ?? HEADER_BYTES) + view.getUint32(4, true));
  const definitions = new Map<number, Definition>();
  const found: Values[] = [];
  for (let at = bytes[0] ?? HEADER_BYTES; at < end; ) {
    const header = bytes[at++] ?? 0;
    const isCompressed = (header & 0x80) !== 0;
    const local = isCompressed ? (header >> 5) & 0x03 : header & 0x0f;
    if (!isCompressed && (header & 0x40) !== 0) {
      const hasDeveloperFields = (header & 0x20) !== 0;
      const { definition, length } = readDefinition(view, at, hasDeveloperFields);
      if (!definition) return found;
      definitions.set(local, definition);
      at += length;
      continue;
    }
    const definition = definitions.get(local);
    if (!definition || at + definition.bytes > end) return found;
    if (definition.global === global) found.push(readValues(view, at, definition));
    at += definition.bytes;
  }
  return found;
}

function readDefinition(view: DataView, at: number, hasDeveloperFields: boolean) {
  const room = view.byteLength - at;
  const count = room > 5 ? view.getUint8(at + 4) : 0;
  const standard = 5 + 3 * count;
  const extra = hasDeveloperFields && room > standard ? 1 + 3 * view.getUint8(at + standard) : 0;
  const length = standard + extra;
  if (room < 5 || length > room) return { definition: undefined, length };
  const isBigEndian = view.getUint8(at + 1) === 1;
  const fields = Array.from({ length: count }, (_, index) => ({
    number: view.getUint8(at + 5 + 3 * index),
    size: view.getUint8(at + 6 + 3 * index),
  }));
  let bytes = fields.reduce((sum, { size }) => sum + size, 0);
  for (let index = standard + 1; index < length; index += 3) bytes += view.getUint8(at + index + 1);
  return { definition: { global: view.getUint16(at + 2, !isBigEndian), isBigEndian, fields, bytes }, length };
}

/** Whole numbers of one, two or four bytes; all ones mean that nothing was recorded. */
function readValues(view: DataView, start: number, { fields, isBigEndian }: Definition): Values {
  const values: Values = new Map();
  let at = start;
  for (const { number, size } of fields) {
    const value = readNumber(view, at, size, !isBigEndian);
    if (value !== undefined && value !== 2 ** (8 * size) - 1) values.set(number, value);
    at += size;
  }
  return values;
}

function readNumber(view: DataView, at: number, size: number, littleEndian: boolean): number | undefined {
  if (size === 1) return view.getUint8(at);
  if (size === 2) return view.getUint16(at, littleEndian);
  return size === 4 ? view.getUint32(at, littleEndian) : undefined;
}
