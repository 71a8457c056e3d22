/** Percentages: `75%`, `95-105% LTHR`, `60% MMP 5m`. */
import type { Cursor } from "./context.ts";
import { secondsOf } from "./durations.ts";
import { flawOf, type Range, type WrittenNumbers } from "./ranges.ts";
import { DOMAIN_WORD, percentTarget, powerTarget, referenceAt } from "./references.ts";
import { type PercentForm, readsOf, type TargetReading, targetOf } from "./token.ts";

/** `numbers`: numbers whose unit begins with `%`. */
export function percentOf(numbers: WrittenNumbers, { words, context }: Cursor): PercentForm {
  const attached = numbers.unit.slice(1);
  if (attached !== "") return percentWithAttachedWord(numbers, attached);
  const reference = referenceAt(words, numbers.next);
  if (reference === null) {
    // If pace or heart rate is expected, any spelling is a bare percentage.
    return percent(numbers, { reference: null, flaw: context.expectsPower ? flawOf(numbers, false) : null });
  }
  const { word, next, isRecognized } = reference;
  if (word === "unknown") return percent(numbers, { next, reference: null, flaw: "unknown" });
  if (!isRecognized) return percent(numbers, { next, reference: word, flaw: "word" });
  const flaw = flawOf(numbers, false);
  const mmpSeconds = word !== "power" && word.percent === "%mmp" ? secondsOf(words[next]?.core ?? "") : null;
  if (mmpSeconds === null) return percent(numbers, { next, reference: word, flaw });
  return percent(numbers, { next: next + 1, reference: word, mmpSeconds, flaw });
}

type Interpretation = Pick<PercentForm, "reference" | "flaw"> & Partial<Pick<PercentForm, "next" | "mmpSeconds">>;

function percent(numbers: WrittenNumbers, interpretation: Interpretation): PercentForm {
  const { from, to, joiner } = numbers;
  const { reference, flaw, mmpSeconds = null } = interpretation;
  const value = flaw === "word" ? powerTarget("%ftp", numbers) : percentReading({ reference, mmpSeconds, from, to });
  return {
    kind: "percent",
    next: interpretation.next ?? numbers.next,
    from,
    to,
    joiner,
    reference,
    mmpSeconds,
    flaw,
    reads: readsOf(value, flaw),
    lead: flaw === "joiner" ? numbers.lead : 0,
    endsCue: true,
  };
}

/** The target that a percentage stands for. `mmpSeconds`: the duration of the best effort that `MMP` refers to. */
export function percentReading(percent: Range & Pick<PercentForm, "reference" | "mmpSeconds">): TargetReading {
  const { reference, mmpSeconds, ...range } = percent;
  if (reference === null || reference === "power") return powerTarget("%ftp", range);
  if (mmpSeconds === null) return percentTarget(reference, range);
  return { kind: "power", target: { ...targetOf("%mmp", range), mmp_duration: mmpSeconds } };
}

/** `90%LTHR`. */
function percentWithAttachedWord(numbers: WrittenNumbers, attached: string): PercentForm {
  const word = DOMAIN_WORD.get(attached);
  if (word === undefined && attached !== "ftp") return percent(numbers, { reference: null, flaw: "unknown" });
  return percent(numbers, { reference: word ?? "power", flaw: "attached" });
}
