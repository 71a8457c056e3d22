/** Writes steps as the text from which Intervals.icu reads the same steps. */

import { type SportFamily, sportFamilyOf } from "../sports.ts";
import { isRepeat, type RepeatBlock, type Step, type Target } from "../steps.ts";
import { DISTANCE_UNITS, DOMAIN_WORDS, PACE_UNITS, SECTIONS } from "../syntax/grammar.ts";
import { metersOf } from "../syntax/quantities.ts";
import { plainCue } from "./plain-cue.ts";

/** A repeat in a repeat that takes more lines is no workout. */
const MOST_LINES_WRITTEN_OUT = 1000;

/**
 * The canonical text: sections and repeats set apart by an empty line; on every line cue, extent, targets, cadence,
 * options. `parseWorkout` reads from it the steps given, save what the language cannot say and `checkSteps` reports:
 * a repeat in a repeat is written out, and words that would be read as something else leave the cue.
 *
 * @throws RangeError when a repeat in a repeat would take more than a thousand lines.
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

/** `Main Set 5x`, whatever number the text of the block still carries. */
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

/** Steps without repeats: those of a repeat as often as it says. */
export function expandRepeats(steps: readonly Step[]): Step[] {
  return steps.flatMap((step) => {
    if (!isRepeat(step)) return [step];
    const inner = expandRepeats(step.steps);
    if (inner.length * step.reps > MOST_LINES_WRITTEN_OUT) {
      throw new RangeError(
        `A repeat in a repeat is written out, and this one takes ${inner.length * step.reps} lines.`,
      );
    }
    return Array.from({ length: step.reps }, () => inner).flat();
  });
}

/** One step as a line. */
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

/** In a swim `25m` looks like one length of the pool, so minutes that could be metres carry their seconds. */
function printStepDuration(seconds: number, family: SportFamily): string {
  const text = printDuration(seconds);
  return family === "swim" && /^(25|50)m$/.test(text) ? `${text}0s` : text;
}

/** `400mtr`, `1200mtr`, `1.5km`, `7.2km`, `1mi`: as runners say it, and exactly. */
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

/** Without exponent, sign, or more decimals than the language carries. */
function number(value: number): string {
  return Math.max(0, value)
    .toFixed(3)
    .replace(/\.?0+$/, "");
}
