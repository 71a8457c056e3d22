import { isRepeat, type Step, type Target } from "../steps.ts";
import { DOMAIN_WORDS, PACE_UNITS } from "../syntax/grammar.ts";
import { printDistance } from "./print.ts";

/**
 * A short description of a workout, one line per step or repeat. Durations as `m:ss` or `h:mm:ss`.
 *
 * @param steps durations in seconds, distances in metres
 * @example
 * outlineWorkout(parseWorkout("4x\n- 4m 105-110%\n- 3m 55%", { sport: "Ride" }).steps)
 * // "4× (4:00 105-110% FTP, 3:00 55% FTP)"
 */
export function outlineWorkout(steps: readonly Step[]): string {
  return steps.map(outlineStep).join("\n");
}

function outlineStep(step: Step): string {
  if (isRepeat(step)) {
    const label = plainLabel((step.text ?? "").replace(/\d{1,5}x$/i, ""));
    return `${label === "" ? "" : `${label}: `}${step.reps}× (${step.steps.map(outlineStep).join(", ")})`;
  }
  const cue = plainLabel(step.text ?? "") || (step.warmup ? "Warmup" : step.cooldown ? "Cooldown" : "");
  const parts = [
    [
      step.distance === undefined ? "" : printDistance(step.distance),
      step.duration === undefined ? "" : clock(step.duration),
    ]
      .filter((amount) => amount !== "")
      .join(" + "),
    step.ramp ? "ramp" : "",
    step.freeride ? "free ride" : "",
    step.maxeffort ? "max effort" : "",
    ...[step.power, step.hr, step.pace, step.cadence].map((target) =>
      target === undefined ? "" : outlineTarget(target),
    ),
    step.intensity === undefined || step.intensity === "active" ? "" : `(${step.intensity})`,
    step.until_lap_press ? "until lap press" : "",
  ];
  return [cue === "" ? "" : `${cue}:`, ...parts].filter((part) => part !== "").join(" ");
}

/** Without a trailing colon or dash, because the outline adds a colon. */
function plainLabel(text: string): string {
  let end = text.length;
  while (" :-".includes(text[end - 1] ?? "x")) end--;
  return text.slice(0, end);
}

/** `1:30:00`, `4:00`, `0:45`. */
function clock(seconds: number): string {
  const total = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(total / 3600), Math.floor((total % 3600) / 60), total % 60];
  const tail = `${String(minutes).padStart(hours > 0 ? 2 : 1, "0")}:${String(rest).padStart(2, "0")}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}

function outlineTarget({ units, value, start, end }: Target<string>): string {
  const pace = PACE_UNITS.find((unit) => unit.units === units);
  const print = pace === undefined ? (number: number) => String(number) : clock;
  const zone = units.endsWith("_zone") ? (units === "custom_zone" ? "CZ" : "Z") : "";
  const [from, to] = [start ?? value ?? 0, start === undefined ? undefined : end];
  const range = `${zone}${print(from)}${to === undefined ? "" : `-${zone}${print(to)}`}`;
  if (pace !== undefined) return `${range}${pace.token}`;
  const word = DOMAIN_WORDS.find(({ percent, zone }) => percent === units || zone === units)?.token;
  if (zone !== "") return word === undefined ? range : `${range} ${word}`;
  if (units === "w") return `${range} W`;
  if (units === "%ftp") return `${range}% FTP`;
  return units.startsWith("%") ? `${range}% ${word ?? ""}` : `${range} ${units}`;
}
