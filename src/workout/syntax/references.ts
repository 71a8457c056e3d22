import { DOMAIN_ALIASES } from "./aliases.ts";
import { DOMAIN_WORDS, type DomainWord } from "./grammar.ts";
import type { Range } from "./ranges.ts";
import { type TargetReading, targetOf } from "./token.ts";
import { phrasesOf, type Word } from "./words.ts";

/** The words after a number that name what it is a percentage or zone of. */
export interface WrittenReference {
  /** `unknown`: a reference that does not exist in the language. */
  word: DomainWord | "power" | "unknown";
  /** The index of the word after it. */
  next: number;
  /** False if the server treats the words as text and the number as power. */
  isRecognized: boolean;
}

export const DOMAIN_WORD = new Map(DOMAIN_WORDS.map((word) => [word.token.toLowerCase(), word]));
const domainAlias = phrasesOf(DOMAIN_ALIASES);
const powerWord = phrasesOf({ ftp: true, "of ftp": true, power: true });

/** Null if the words at `first` are no reference. */
export function referenceAt(words: readonly Word[], first: number): WrittenReference | null {
  const read = DOMAIN_WORD.get(words[first]?.core ?? "");
  if (read !== undefined) return { word: read, next: first + 1, isRecognized: words[first]?.hasSign === false };
  const power = powerWord(words, first);
  if (power !== null) return { word: "power", next: power.next, isRecognized: true };
  const alias = domainAlias(words, first);
  if (alias === null) return null;
  return { word: DOMAIN_WORD.get(alias.value.toLowerCase()) ?? "unknown", next: alias.next, isRecognized: false };
}

export function powerTarget(units: "%ftp" | "power_zone" | "custom_zone", range: Range): TargetReading {
  return { kind: "power", target: targetOf(units, range) };
}

export function percentTarget(word: DomainWord, range: Range): TargetReading {
  switch (word.domain) {
    case "power":
      return { kind: "power", target: targetOf(word.percent, range) };
    case "hr":
      return { kind: "hr", target: targetOf(word.percent, range) };
    case "pace":
      return { kind: "pace", target: targetOf(word.percent, range) };
  }
}

/** There are no zones of LTHR, so `Z2 LTHR` is treated as `Z2 HR`. */
export function zoneTarget({ domain }: DomainWord, range: Range): TargetReading {
  switch (domain) {
    case "power":
      return { kind: "power", target: targetOf("power_zone", range) };
    case "hr":
      return { kind: "hr", target: targetOf("hr_zone", range) };
    case "pace":
      return { kind: "pace", target: targetOf("pace_zone", range) };
  }
}
