import { formatPace, isOnFoot, isRow, isSwim } from "./pace.ts";

interface Limits {
  covers: (sport: string) => boolean;
  /** How a pace of the sport is spoken of when it is refused. */
  paceUnit: string;
  /** m/s */
  slowest: number;
  fastest: number;
}

/**
 * Between which a threshold pace of a human can lie. Threshold is what one can hold for about an hour, so nobody's is
 * faster than the best ever done over such a time. The slow ends are ours: slower is a slip of unit.
 */
const LIMITS: readonly Limits[] = [
  // Half marathon in 56:42 (J. Kiplimo, Barcelona 2025) = 2:41/km.
  { covers: isOnFoot, paceUnit: "MINS_KM", slowest: 1000 / (20 * 60), fastest: 1000 / 160 },
  // 1500 m in 14:06.88 (F. Wellbrock, Abu Dhabi 2021, 25 m pool) = 56.5 s/100 m.
  { covers: isSwim, paceUnit: "SECS_100M", slowest: 100 / (6 * 60), fastest: 100 / 56 },
  // 2000 m in 5:35.8 on the ergometer (J. Dunkley-Smith, 2018) = 1:24/500 m, and that is no hour.
  { covers: isRow, paceUnit: "SECS_500M", slowest: 500 / (5 * 60), fastest: 500 / 83 },
  // Hour record on a bicycle: 56.792 km (F. Ganna, Grenchen 2022); nothing that is paced goes faster by itself.
  { covers: () => true, paceUnit: "MINS_KM", slowest: 0.3, fastest: 16 },
];

/** Why no human has this threshold pace (m/s) in any of these sports; undefined when somebody may. */
export function explainImplausiblePace(sports: readonly string[], metersPerSecond: number): string | undefined {
  const [named = "Other", ...others] = sports;
  const limitsOf = (sport: string) => LIMITS.filter(({ covers }) => covers(sport)).slice(0, 1);
  const allowed = [named, ...others].flatMap(limitsOf);
  if (allowed.some(({ slowest, fastest }) => slowest <= metersPerSecond && metersPerSecond <= fastest))
    return undefined;
  return allowed
    .slice(0, 1)
    .map(({ paceUnit, slowest, fastest }) => {
      const pace = (speed: number) => formatPace(paceUnit, speed) ?? "";
      return `${pace(metersPerSecond)} is no human's threshold in ${named}: expected ${pace(fastest)} to ${pace(slowest)}`;
    })
    .join("");
}
