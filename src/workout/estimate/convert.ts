import { type HrUnits, isRepeat, type Step, type Target } from "../steps.ts";
import { DOMAIN_WORDS } from "../syntax/grammar.ts";
import type { Thresholds } from "../thresholds.ts";

export interface Conversion {
  steps: Step[];
  /** What was converted and what could not be, as sentences without duplicates. */
  notes: string[];
}

/**
 * Converts heart rate targets in beats per minute to percent of LTHR, or of the maximum heart rate if LTHR is not known.
 * Targets in bpm are not confirmed to be parsed from text, and have been exported as percentages. Watts and paces are not
 * changed. Never throws.
 *
 * @param athlete beats per minute
 * @see docs/intervals-api.md §5.4
 * @example
 * convertTargets([{ duration: 600, hr: { units: "bpm", value: 153 } }], { lthr: 170 }).steps
 * // [{ duration: 600, hr: { units: "%lthr", value: 90 } }]
 */
export function convertTargets(steps: readonly Step[], athlete: Pick<Thresholds, "lthr" | "maxHr">): Conversion {
  const notes = new Set<string>();
  const reference = heartRateReference(athlete);
  const convert = (step: Step): Step => {
    if (isRepeat(step)) return { ...step, steps: step.steps.map(convert) };
    if (step.hr?.units !== "bpm") return step;
    if (reference === null) {
      notes.add(
        "Targets in bpm were not converted, because neither threshold nor maximum heart rate is set. Intervals.icu may drop them.",
      );
      return step;
    }
    const hr = inPercent(step.hr, reference);
    notes.add(
      `${describe(step.hr)} is written as ${describe(hr)} (${reference.units === "%lthr" ? "threshold" : "maximum"} ${reference.bpm} bpm).`,
    );
    return { ...step, hr };
  };
  return { steps: steps.map(convert), notes: [...notes] };
}

/** The heart rate that percentages refer to. */
export interface HeartRateReference {
  bpm: number;
  units: "%lthr" | "%hr";
}

/** The threshold heart rate, or else the maximum; null if neither is known. Beats per minute. */
export function heartRateReference({ lthr = 0, maxHr = 0 }: Partial<Thresholds>): HeartRateReference | null {
  if (lthr > 0) return { bpm: lthr, units: "%lthr" };
  return maxHr > 0 ? { bpm: maxHr, units: "%hr" } : null;
}

/** A target in beats per minute as whole percent of a reference. */
export function inPercent(beats: Target<HrUnits>, { bpm, units }: HeartRateReference): Target<HrUnits> {
  const percent = (value: number) => Math.round((value / bpm) * 100);
  const { value, start, end, target } = beats;
  return {
    units,
    ...(value !== undefined && { value: percent(value) }),
    ...(start !== undefined && { start: percent(start) }),
    ...(end !== undefined && { end: percent(end) }),
    ...(target !== undefined && { target }),
  };
}

function describe({ units, value, start, end }: Target<HrUnits>): string {
  const range = value === undefined ? `${start}-${end}` : `${value}`;
  const word = DOMAIN_WORDS.find(({ percent }) => percent === units);
  return word === undefined ? `${range} ${units}` : `${range}% ${word.token}`;
}
