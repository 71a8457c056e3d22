import { formatPace, isOnFoot, isRow, isSwim } from "./pace.ts";

interface Limits {
  covers: (sport: string) => boolean;
  /** The unit in which an implausible pace is reported. */
  paceUnit: string;
  /** m/s */
  slowest: number;
  fastest: number;
}

/**
 * Plausible threshold paces. Threshold can be held for about an hour, so it cannot be faster than the best performance
 * over a similar time. The slow limits are this project's own: anything slower is most likely a wrong unit.
 */
const LIMITS: readonly Limits[] = [
  // Half marathon in 56:42 (J. Kiplimo, Barcelona 2025) = 2:41/km.
  { covers: isOnFoot, paceUnit: "MINS_KM", slowest: 1000 / (20 * 60), fastest: 1000 / 160 },
  // 1500 m in 14:06.88 (F. Wellbrock, Abu Dhabi 2021, 25 m pool) = 56.5 s/100 m.
  { covers: isSwim, paceUnit: "SECS_100M", slowest: 100 / (6 * 60), fastest: 100 / 56 },
  // 2000 m in 5:35.8 on the ergometer (J. Dunkley-Smith, 2018) = 1:24/500 m, which is much shorter than an hour.
  { covers: isRow, paceUnit: "SECS_500M", slowest: 500 / (5 * 60), fastest: 500 / 83 },
  // Hour record on a bicycle: 56.792 km (F. Ganna, Grenchen 2022). No human-powered sport is faster.
  { covers: () => true, paceUnit: "MINS_KM", slowest: 0.3, fastest: 16 },
];

/** Explains why a threshold pace (m/s) is implausible in all of these sports. Undefined if it is plausible in one. */
export function explainImplausiblePace(sports: readonly string[], metersPerSecond: number): string | undefined {
  const [sport = "Other", ...otherSports] = sports;
  const limitsOf = (name: string) => LIMITS.filter(({ covers }) => covers(name)).slice(0, 1);
  const allowed = [sport, ...otherSports].flatMap(limitsOf);
  if (allowed.some(({ slowest, fastest }) => slowest <= metersPerSecond && metersPerSecond <= fastest))
    return undefined;
  return allowed
    .slice(0, 1)
    .map(({ paceUnit, slowest, fastest }) => {
      const pace = (speed: number) => formatPace(paceUnit, speed) ?? "";
      return `${pace(metersPerSecond)} is not a plausible threshold pace for ${sport}: expected ${pace(fastest)} to ${pace(slowest)}`;
    })
    .join("");
}
