/**
 * Groups of activity types that a workout text treats alike: which targets need no domain word, when `m` is probably a
 * mistake for metres, and the default unit of a pace.
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

/** The family of an activity type of Intervals.icu, such as "VirtualRide"; "other" if the type is unknown. */
export function sportFamilyOf(sport: string): SportFamily {
  return Object.hasOwn(FAMILIES, sport) ? (FAMILIES[sport] ?? "other") : "other";
}
