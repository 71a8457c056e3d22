import { formatDuration, METERS_PER_MILE, METERS_PER_YARD, type Units } from "./units.ts";

/**
 * The values of `pace_units` in sport settings, which only affect display: speeds are m/s (docs/intervals-api.md, Q11).
 */
const METERS_PER_PACE: Record<string, { meters: number; label: string }> = {
  MINS_KM: { meters: 1000, label: "/km" },
  MINS_MILE: { meters: METERS_PER_MILE, label: "/mi" },
  SECS_100M: { meters: 100, label: "/100m" },
  SECS_100Y: { meters: 100 * METERS_PER_YARD, label: "/100y" },
  SECS_250M: { meters: 250, label: "/250m" },
  SECS_400M: { meters: 400, label: "/400m" },
  SECS_500M: { meters: 500, label: "/500m" },
};

const ON_FOOT = new Set(["Run", "TrailRun", "VirtualRun", "Walk", "Hike", "Snowshoe"]);
const SWIMS = new Set(["Swim", "OpenWaterSwim"]);
const ROWS = new Set(["Rowing", "VirtualRow"]);

/** Running, the sports with grade-adjusted pace (docs/intervals-api.md, Q51). */
export const isRun = (sport: string) => /^(Trail|Virtual)?Run$/.test(sport);
/** Swimming, in a pool or in open water. */
export const isSwim = (sport: string) => SWIMS.has(sport);
/** Rowing, on water or on an ergometer. */
export const isRow = (sport: string) => ROWS.has(sport);
/** Running, walking and hiking: their cadence counts one leg (docs/intervals-api.md, Q24). */
export const isOnFoot = (sport: string) => ON_FOOT.has(sport);

/** The default pace unit of a sport. Undefined for sports that use speed instead, such as cycling. */
export function paceUnitOf(sport: string, units: Units): string | undefined {
  if (isSwim(sport)) return "SECS_100M";
  if (isRow(sport)) return "SECS_500M";
  if (!isOnFoot(sport)) return undefined;
  return units.distance === "mi" ? "MINS_MILE" : "MINS_KM";
}

/** m/s → seconds per unit of distance. Undefined for an unknown unit or a speed that is not positive. */
export function secondsPer(paceUnit: string, metersPerSecond: number): number | undefined {
  const unit = METERS_PER_PACE[paceUnit];
  return unit && metersPerSecond > 0 ? unit.meters / metersPerSecond : undefined;
}

/** m/s → `4:30/km`. Undefined for an unknown unit or a speed that is not positive. */
export function formatPace(paceUnit: string, metersPerSecond: number): string | undefined {
  const seconds = secondsPer(paceUnit, metersPerSecond);
  return seconds === undefined ? undefined : `${formatDuration(seconds)}${METERS_PER_PACE[paceUnit]?.label ?? ""}`;
}

/**
 * Parses a pace into m/s: minutes per `paceUnit`, as `4.5` or `4:30`. A unit in the text (`7:15/mi`, `1:50/500m`)
 * overrides `paceUnit`. Undefined if the text is not a pace.
 */
export function parsePace(pace: string, paceUnit: string): number | undefined {
  const match = /^(?:(\d{1,3}):([0-5]\d(?:\.\d+)?)|(\d{1,3}(?:\.\d+)?))\s*(\/\s*\w+)?$/.exec(pace.trim());
  if (!match) return undefined;
  const [, minutes, seconds, decimal, label] = match;
  const time = decimal === undefined ? Number(minutes) * 60 + Number(seconds) : Number(decimal) * 60;
  const unit =
    label === undefined
      ? METERS_PER_PACE[paceUnit]
      : Object.values(METERS_PER_PACE).find((one) => one.label === label.replace(/\s/g, "").toLowerCase());
  return unit && time > 0 ? unit.meters / time : undefined;
}

/** m/s → pace (`4:30/km`) for sports that use pace, otherwise speed (`33.1 km/h`). */
export function formatSpeed(sport: string, metersPerSecond: number, units: Units): string {
  const unit = paceUnitOf(sport, units);
  const pace = unit && formatPace(unit, metersPerSecond);
  if (pace) return pace;
  const perHour = (metersPerSecond * 3600) / (units.distance === "mi" ? METERS_PER_MILE : 1000);
  return `${perHour.toFixed(1)} ${units.distance === "mi" ? "mph" : "km/h"}`;
}
