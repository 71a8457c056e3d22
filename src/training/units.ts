/** The units an athlete chose in Intervals.icu. The API is metric regardless (docs/intervals-api.md §4). */
export interface Units {
  distance: "km" | "mi";
  weight: "kg" | "lb";
  temperature: "°C" | "°F";
}

export const METRIC: Units = { distance: "km", weight: "kg", temperature: "°C" };

/** International yard and pound agreement of 1959: exact. */
export const METERS_PER_MILE = 1609.344;
export const METERS_PER_YARD = 0.9144;
const METERS_PER_FOOT = 0.3048;
const KG_PER_LB = 0.45359237;

/** The units in an athlete's preferences; metric where nothing is set. */
export function unitsOf(athlete: {
  measurement_preference?: string | undefined;
  weight_pref_lb?: boolean | undefined;
  fahrenheit?: boolean | undefined;
}): Units {
  return {
    distance: athlete.measurement_preference === "feet" ? "mi" : "km",
    weight: athlete.weight_pref_lb ? "lb" : "kg",
    temperature: athlete.fahrenheit ? "°F" : "°C",
  };
}

/** m → km or miles, not rounded. */
export function distanceIn(units: Units, meters: number): number {
  return meters / (units.distance === "mi" ? METERS_PER_MILE : 1000);
}

/** `m`, or `ft` for athletes who use miles. */
export const elevationUnit = (units: Units) => (units.distance === "mi" ? "ft" : "m");

/** m → m or feet, not rounded. */
export function elevationIn(units: Units, meters: number): number {
  return units.distance === "mi" ? meters / METERS_PER_FOOT : meters;
}

/** kg → kg or pounds, not rounded. */
export function weightIn(units: Units, kilograms: number): number {
  return units.weight === "lb" ? kilograms / KG_PER_LB : kilograms;
}

/** °C → °C or °F, not rounded. */
export function temperatureIn(units: Units, celsius: number): number {
  return units.temperature === "°F" ? (celsius * 9) / 5 + 32 : celsius;
}

/** Rounds to `digits` decimals. */
export function round(value: number, digits = 0): number {
  const factor = 10 ** digits;
  return Math.round(value * factor) / factor;
}

/** s → `1:02:03`, `4:00`, `0:45` */
export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** s → `1h23m`, `45m`, `30s`: for totals, where seconds do not matter. */
export function formatHours(seconds: number): string {
  if (seconds < 59.5) return `${Math.round(seconds)}s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes}m` : `${Math.floor(minutes / 60)}h${String(minutes % 60).padStart(2, "0")}m`;
}
