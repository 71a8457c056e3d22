/** How an athlete wants to read numbers, as they set it at Intervals.icu. The API itself is metric throughout. */
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

/** m → `42.2` (km or miles, unit not printed: it stands in the header). */
export function distanceIn(units: Units, meters: number): number {
  return meters / (units.distance === "mi" ? METERS_PER_MILE : 1000);
}

export const elevationUnit = (units: Units) => (units.distance === "mi" ? "ft" : "m");

export function elevationIn(units: Units, meters: number): number {
  return units.distance === "mi" ? meters / METERS_PER_FOOT : meters;
}

export function weightIn(units: Units, kilograms: number): number {
  return units.weight === "lb" ? kilograms / KG_PER_LB : kilograms;
}

export function temperatureIn(units: Units, celsius: number): number {
  return units.temperature === "°F" ? (celsius * 9) / 5 + 32 : celsius;
}

/** Rounded to `digits` decimals, without trailing zeros. */
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

/** s → `1h23m`, `45m`, `30s`: for summaries in which seconds mean nothing. */
export function formatHours(seconds: number): string {
  if (seconds < 59.5) return `${Math.round(seconds)}s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes}m` : `${Math.floor(minutes / 60)}h${String(minutes % 60).padStart(2, "0")}m`;
}
