/**
 * What an activity type of Intervals.icu means for a workout text: which targets it understands without
 * further words, how long "m" is likely to be a mistake for metres, and in what unit a bare pace is read.
 */
export type SportFamily = "ride" | "run" | "swim" | "row" | "other";

const FAMILIES: Record<string, SportFamily> = {
  Ride: "ride",
  VirtualRide: "ride",
  GravelRide: "ride",
  MountainBikeRide: "ride",
  EBikeRide: "ride",
  EMountainBikeRide: "ride",
  TrackRide: "ride",
  Cyclocross: "ride",
  Handcycle: "ride",
  Velomobile: "ride",
  Run: "run",
  VirtualRun: "run",
  TrailRun: "run",
  Walk: "run",
  Hike: "run",
  Snowshoe: "run",
  Swim: "swim",
  OpenWaterSwim: "swim",
  Rowing: "row",
  VirtualRow: "row",
  Kayaking: "row",
  Canoeing: "row",
};

export function sportFamilyOf(sport: string): SportFamily {
  return Object.hasOwn(FAMILIES, sport) ? (FAMILIES[sport] ?? "other") : "other";
}
