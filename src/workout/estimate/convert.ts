/** Absolute targets that do not survive the way to a device, in the form that does. */

import { type HrUnits, isRepeat, type Step, type Target } from "../steps.ts";
import { DOMAIN_WORDS } from "../syntax/grammar.ts";
import type { Thresholds } from "../thresholds.ts";

export interface Conversion {
  steps: Step[];
  /** What was converted into what, each sentence once; and what could not be. */
  notes: string[];
}

/**
 * Beats per minute become percent of the threshold heart rate, or of the maximum where that is not known: beats are
 * not proven to be read from text, and were seen exported as percent. Watts and paces arrive as they are.
 */
export function convertTargets(steps: readonly Step[], athlete: Pick<Thresholds, "lthr" | "maxHr">): Conversion {
  const notes = new Set<string>();
  const reference = heartRateReference(athlete);
  const convert = (step: Step): Step => {
    if (isRepeat(step)) return { ...step, steps: step.steps.map(convert) };
    if (step.hr?.units !== "bpm") return step;
    if (reference === null) {
      notes.add(
        "Targets in bpm stay as they are, because neither threshold nor maximum heart rate is set: they may be lost.",
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

/** What beats per minute are a percentage of. */
export interface HeartRateReference {
  bpm: number;
  units: "%lthr" | "%hr";
}

export function heartRateReference({ lthr = 0, maxHr = 0 }: Partial<Thresholds>): HeartRateReference | null {
  if (lthr > 0) return { bpm: lthr, units: "%lthr" };
  return maxHr > 0 ? { bpm: maxHr, units: "%hr" } : null;
}

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
