import { type SportFamily, sportFamilyOf } from "../sports.ts";
import { isRepeat, type RepeatBlock, type Step, type Target } from "../steps.ts";
import { DISTANCE_UNITS, DOMAIN_WORDS, PACE_UNITS, SECTIONS } from "../syntax/grammar.ts";
import { metersOf } from "../syntax/quantities.ts";
import { plainCue } from "./plain-cue.ts";

/** The lines that a nested repeat may be written out to. This project's own limit. */
const MAX_LINES_WRITTEN_OUT = 1000;

/**
 * The canonical text of steps: sections and repeats are separated by blank lines, and a line is cue, duration or distance,
 * targets, cadence, options. `parseWorkout` parses it to the same steps, except for what the language cannot express, which
 * `lintSteps` reports. Nested repeats are written out, and words that would be parsed as something else are removed from
 * cues.
 *
 * @param steps durations in seconds, distances in metres
 * @param sport an activity type of Intervals.icu
 * @throws RangeError if a nested repeat would need more than 1000 lines
 * @see docs/intervals-api.md §5.6
 * @example
 * printWorkout([{ reps: 4, steps: [{ duration: 240, power: { units: "%ftp", start: 105, end: 110 } }] }])
 * // "4x\n- 4m 105-110%"
 */
export function printWorkout(steps: readonly Step[], sport = "Ride"): string {
  const family = sportFamilyOf(sport);
  const blocks: string[][] = [];
  let open: Section | null = null;
  for (const step of steps) {
    if (isRepeat(step)) {
      blocks.push(printRepeat(step, family));
      open = null;
      continue;
    }
    const section = sectionOf(step);
    if (section !== open) blocks.push(section === "main" ? [] : [SECTIONS[section][0]]);
    blocks.at(-1)?.push(printStep(step, family));
    open = section;
  }
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

type Section = keyof typeof SECTIONS | "main";

function sectionOf(step: Step): Section {
  if (step.warmup) return "warmup";
  return step.cooldown ? "cooldown" : "main";
}

function printRepeat(block: RepeatBlock, family: SportFamily): string[] {
  const inner = expandRepeats(block.steps);
  return inner.length === 0 ? [] : [printHeader(block), ...inner.map((step) => printStep(step, family))];
}

/** `Main Set 5x`. A different count at the end of `text` is replaced by `reps`. */
export function printHeader({ text, reps }: Pick<RepeatBlock, "text" | "reps">): string {
  const header = (text ?? "")
    .trim()
    .replace(/\s+/g, " ")
    .replace(/^[-\s]+/, "");
  const number = /(?:^|\s)(\d+)x$/i.exec(header);
  if (Number(number?.[1]) === reps) return header;
  const label = number === null ? header : header.slice(0, number.index);
  return label === "" ? `${reps}x` : `${label} ${reps}x`;
}

/**
 * The steps with all repeats written out.
 *
 * @throws RangeError if a repeat would need more than 1000 lines
 */
export function expandRepeats(steps: readonly Step[]): Step[] {
  return steps.flatMap((step) => {
    if (!isRepeat(step)) return [step];
    const inner = expandRepeats(step.steps);
    if (inner.length * step.reps > MAX_LINES_WRITTEN_OUT) {
      throw new RangeError(
        `A nested repeat is written out, and this one would need ${inner.length * step.reps} lines; the limit is ${MAX_LINES_WRITTEN_OUT}.`,
      );
    }
    return Array.from({ length: step.reps }, () => inner).flat();
  });
}

/** One step as a line. Targets are printed in the order power, heart rate, pace, cadence. */
export function printStep(step: Step, family: SportFamily): string {
  return [
    "-",
    plainCue(step.text ?? ""),
    step.distance === undefined ? "" : printDistance(step.distance),
    step.duration === undefined ? "" : printStepDuration(step.duration, family),
    step.freeride ? "freeride" : "",
    step.maxeffort ? "maxeffort" : "",
    step.ramp ? "ramp" : "",
    step.power ? printTarget(step.power) : "",
    step.hr ? printTarget(step.hr) : "",
    step.pace ? printTarget(step.pace) : "",
    step.cadence ? printTarget(step.cadence) : "",
    step.power?.target ? `power=${step.power.target}` : "",
    step.hr?.target ? `hr=${step.hr.target}` : "",
    step.intensity ? `intensity=${step.intensity}` : "",
    step.hidepower ? "hidepower" : "",
    step.until_lap_press ? "press lap" : "",
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/** `1h30m`, `45s`. */
function printDuration(seconds: number): string {
  const total = Math.round(seconds);
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const rest = total % 60;
  return `${hours > 0 ? `${hours}h` : ""}${minutes > 0 ? `${minutes}m` : ""}${rest > 0 || total === 0 ? `${rest}s` : ""}`;
}

/** In a swim `25m` looks like one length of a pool, so durations that look like metres get `0s`. */
function printStepDuration(seconds: number, family: SportFamily): string {
  const text = printDuration(seconds);
  return family === "swim" && /^(25|50)m$/.test(text) ? `${text}0s` : text;
}

/** `400mtr`, `1200mtr`, `1.5km`, `7.2km`, `1mi`: in the unit that athletes use for it, exact to the millimetre. */
export function printDistance(meters: number): string {
  const amounts = DISTANCE_UNITS.filter(({ evidence }) => evidence !== "claimed").map((unit) => ({
    unit,
    amount: Math.round((meters / unit.meters) * 100) / 100,
  }));
  const exact = amounts.filter(({ unit, amount }) => metersOf(amount, unit.meters) === meters);
  const kilometers = exact.find(
    ({ unit, amount }) => unit.token === "km" && amount >= 1 && Number.isInteger(amount * (amount < 2 ? 2 : 10)),
  );
  const best = kilometers ?? exact.find(({ amount }) => Number.isInteger(amount)) ?? exact[0];
  return best === undefined ? `${number(metersOf(meters, 1))}mtr` : `${number(best.amount)}${best.unit.token}`;
}

function printTarget(target: Target<string>): string {
  const { units } = target;
  const pace = PACE_UNITS.find((unit) => unit.units === units);
  if (pace !== undefined) return `${range(target, clock)}${pace.token} Pace`;
  switch (units) {
    case "w":
    case "rpm":
    case "bpm":
      return `${range(target, number)}${units}`;
    case "%ftp":
      return `${range(target, number)}%`;
    case "power_zone":
      return range(target, (zone) => `Z${number(zone)}`);
    case "custom_zone":
      return range(target, (zone) => `CZ${number(zone)}`);
    case "%mmp":
      return `${range(target, number)}% MMP${target.mmp_duration === undefined ? "" : ` ${printDuration(target.mmp_duration)}`}`;
    default: {
      const percent = DOMAIN_WORDS.find((word) => word.percent === units);
      if (percent !== undefined) return `${range(target, number)}% ${percent.token}`;
      const zoned = DOMAIN_WORDS.find((word) => word.zone === units);
      return `${range(target, (zone) => `Z${number(zone)}`)}${zoned === undefined ? "" : ` ${zoned.token}`}`;
    }
  }
}

function range({ value, start, end }: Target<string>, print: (value: number) => string): string {
  if (start !== undefined && end !== undefined) return `${print(start)}-${print(end)}`;
  return print(value ?? start ?? end ?? 0);
}

/** `4:05`. */
function clock(seconds: number): string {
  const total = Math.round(seconds);
  return `${Math.floor(total / 60)}:${String(total % 60).padStart(2, "0")}`;
}

/** Without exponent or sign, and with at most three decimals. */
function number(value: number): string {
  return Math.max(0, value)
    .toFixed(3)
    .replace(/\.?0+$/, "");
}
