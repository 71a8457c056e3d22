import { type UntrustedText, untrustedText } from "../intervals/untrusted-text.ts";
import { cadenceOf } from "./activities.ts";
import type { IntervalRow } from "./intervals.ts";

/*
 * Reads the laps that a device recorded from its FIT file, because the API returns only their number. The format and
 * the message and field numbers: https://developer.garmin.com/fit/protocol/
 */

/** Global message number of `lap`. */
const LAP = 19;
const HEADER_BYTES = 12;

/** A definition message: the layout of the data messages that follow it. */
interface Definition {
  global: number;
  isBigEndian: boolean;
  fields: { number: number; size: number }[];
  bytes: number;
}

/** Raw values by field number. */
type Values = Map<number, number>;

/**
 * The laps of a FIT file, units as in `IntervalRow`, start times in s from the start of the first lap. Empty if the
 * bytes are not a FIT file. If the file is truncated, the laps before that point are returned.
 */
export function lapsOfFit(bytes: Uint8Array, sport: string): IntervalRow[] {
  const laps = readMessages(bytes, LAP);
  const start = laps[0]?.get(FIELD.start_time);
  return laps.map((lap, index) => toRow(lap, { index, start, sport }));
}

/** Field numbers of the `lap` message in Garmin's profile. */
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

/** Values of `intensity`: 1 rest, 4 recovery. */
const RECOVERY_INTENSITIES = new Set([1, 4]);
const BY_POSITION = "by position";
/** Values of `lap_trigger`: what ended the lap. */
const TRIGGERS = [
  "manual",
  "by time",
  "by distance",
  BY_POSITION,
  BY_POSITION,
  BY_POSITION,
  BY_POSITION,
  "end of session",
];

interface LapPosition {
  index: number;
  /** `start_time` of the first lap. */
  start: number | undefined;
  sport: string;
}

function toRow(lap: Values, { index, start, sport }: LapPosition): IntervalRow {
  const value = (number: number, scale = 1) => {
    const raw = lap.get(number);
    return raw === undefined ? undefined : raw / scale;
  };
  const lapStart = value(FIELD.start_time);
  const trigger = value(FIELD.lap_trigger);
  return {
    number: index + 1,
    kind: RECOVERY_INTENSITIES.has(value(FIELD.intensity) ?? 0) ? "recovery" : "work",
    label: labelOf(trigger),
    start_seconds: lapStart === undefined || start === undefined ? undefined : lapStart - start,
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

function labelOf(trigger: number | undefined): UntrustedText | undefined {
  const label = trigger === undefined ? undefined : TRIGGERS[trigger];
  return label === undefined ? undefined : untrustedText(label);
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
  const available = view.byteLength - at;
  const count = available > 5 ? view.getUint8(at + 4) : 0;
  const standard = 5 + 3 * count;
  const developer = hasDeveloperFields && available > standard ? 1 + 3 * view.getUint8(at + standard) : 0;
  const length = standard + developer;
  if (available < 5 || length > available) return { definition: undefined, length };
  const isBigEndian = view.getUint8(at + 1) === 1;
  const fields = Array.from({ length: count }, (_, index) => ({
    number: view.getUint8(at + 5 + 3 * index),
    size: view.getUint8(at + 6 + 3 * index),
  }));
  let bytes = fields.reduce((sum, { size }) => sum + size, 0);
  for (let index = standard + 1; index < length; index += 3) bytes += view.getUint8(at + index + 1);
  return { definition: { global: view.getUint16(at + 2, !isBigEndian), isBigEndian, fields, bytes }, length };
}

/** Reads unsigned integers of one, two or four bytes. All bits set means that there is no value. */
function readValues(view: DataView, start: number, { fields, isBigEndian }: Definition): Values {
  const values: Values = new Map();
  let at = start;
  for (const { number, size } of fields) {
    const value = readNumber(view, { at, size, littleEndian: !isBigEndian });
    if (value !== undefined && value !== 2 ** (8 * size) - 1) values.set(number, value);
    at += size;
  }
  return values;
}

interface NumberPosition {
  at: number;
  /** Bytes. */
  size: number;
  littleEndian: boolean;
}

function readNumber(view: DataView, { at, size, littleEndian }: NumberPosition): number | undefined {
  if (size === 1) return view.getUint8(at);
  if (size === 2) return view.getUint16(at, littleEndian);
  return size === 4 ? view.getUint32(at, littleEndian) : undefined;
}
