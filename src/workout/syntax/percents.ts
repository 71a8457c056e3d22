/** Percentages: `75%`, `95-105% LTHR`, `60% MMP 5m`. */
import type { ParseContext } from "./context.ts";
import { secondsOf } from "./durations.ts";
import { flawOf, type Range, type WrittenNumbers } from "./ranges.ts";
import { DOMAIN_WORD, percentTarget, powerTarget, referenceAt } from "./references.ts";
import { type PercentForm, type Reference, readsOf, type TargetReading, targetOf } from "./token.ts";
import type { Word } from "./words.ts";

/** `numbers`: their unit begins with the percent sign. */
export function percentOf(words: readonly Word[], numbers: WrittenNumbers, context: ParseContext): PercentForm {
  const glued = numbers.unit.slice(1);
  if (glued !== "") return gluedPercent(numbers, glued);
  const said = referenceAt(words, numbers.next);
  if (said === null) {
    // Where pace or heart rate is expected, it is power in any form.
    return percent(numbers, { reference: null, flaw: context.expectsPower ? flawOf(numbers, false) : null });
  }
  const { word, next, isRead } = said;
  if (word === "unknown") return percent(numbers, { next, reference: null, flaw: "unknown" });
  if (!isRead) return percent(numbers, { next, reference: word, flaw: "word" });
  const flaw = flawOf(numbers, false);
  const mmpSeconds = word !== "power" && word.percent === "%mmp" ? secondsOf(words[next]?.core ?? "") : null;
  if (mmpSeconds === null) return percent(numbers, { next, reference: word, flaw });
  return percent(numbers, { next: next + 1, reference: word, mmpSeconds, flaw });
}

type Said = Pick<PercentForm, "reference" | "flaw"> & Partial<Pick<PercentForm, "next" | "mmpSeconds">>;

function percent(numbers: WrittenNumbers, said: Said): PercentForm {
  const { from, to, joiner } = numbers;
  const { reference, flaw, mmpSeconds = null } = said;
  const value = flaw === "word" ? powerTarget("%ftp", numbers) : percentReading(reference, numbers, mmpSeconds);
  return {
    kind: "percent",
    next: said.next ?? numbers.next,
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

/** The target of a percentage whose reference is read. `mmpSeconds`: of the best effort that `MMP` refers to. */
export function percentReading(reference: Reference, range: Range, mmpSeconds: number | null): TargetReading {
  if (reference === null || reference === "power") return powerTarget("%ftp", range);
  if (mmpSeconds === null) return percentTarget(reference, range);
  return { kind: "power", target: { ...targetOf("%mmp", range), mmp_duration: mmpSeconds } };
}

/** `90%LTHR`. */
function gluedPercent(numbers: WrittenNumbers, glued: string): PercentForm {
  const word = DOMAIN_WORD.get(glued);
  if (word === undefined && glued !== "ftp") return percent(numbers, { reference: null, flaw: "unknown" });
  return percent(numbers, { reference: word ?? "power", flaw: "glued" });
}
