import type { Thresholds } from "../recording/session.ts";

/** Upper bounds in percent of FTP. */
export const POWER_ZONES = [55, 75, 90, 105, 120, 150, 999];
/** Upper bounds in percent of threshold speed. */
export const PACE_ZONES = [77.5, 87.7, 94.3, 100, 103.4, 111.5, 999];
/** Percent of FTP. */
export const SWEET_SPOT = { min: 84, max: 97 } as const;

export const POWER_ZONE_NAMES = [
  "Active Recovery",
  "Endurance",
  "Tempo",
  "Threshold",
  "VO2 Max",
  "Anaerobic",
  "Neuromuscular",
];
export const PACE_ZONE_NAMES = ["Zone 1", "Zone 2", "Zone 3", "Zone 4", "Zone 5a", "Zone 5b", "Zone 5c"];
export const HR_ZONE_NAMES = [
  "Recovery",
  "Aerobic",
  "Tempo",
  "SubThreshold",
  "SuperThreshold",
  "Aerobic Capacity",
  "Anaerobic",
];

/** Upper bounds as fractions of the threshold heart rate. */
const HR_FRACTIONS = [0.8, 0.89, 0.935, 0.99, 1.02, 1.055];

/** Upper bounds in bpm. */
export const hrZonesOf = ({ lthr, maxHr }: Pick<Thresholds, "lthr" | "maxHr">): number[] => [
  ...HR_FRACTIONS.map((fraction) => Math.round(fraction * lthr)),
  maxHr,
];
