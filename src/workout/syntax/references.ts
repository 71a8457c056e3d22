/** The words behind a number that say what it is a percentage or zone of. */
import { DOMAIN_ALIASES } from "./aliases.ts";
import { DOMAIN_WORDS, type DomainWord } from "./grammar.ts";
import type { Range } from "./ranges.ts";
import { type TargetReading, targetOf } from "./token.ts";
import { phrasesOf, type Word } from "./words.ts";

export interface WrittenReference {
  /** `unknown`: a reference that the language does not have. */
  word: DomainWord | "power" | "unknown";
  /** Index of the word behind it. */
  next: number;
  /** False where the server takes the words for text and the number for power. */
  isRead: boolean;
}

export const DOMAIN_WORD = new Map(DOMAIN_WORDS.map((word) => [word.token.toLowerCase(), word]));
const domainAlias = phrasesOf(DOMAIN_ALIASES);
const powerWord = phrasesOf({ ftp: true, "of ftp": true, power: true });

/** Null where the words say nothing of that kind. */
export function referenceAt(words: readonly Word[], first: number): WrittenReference | null {
  const read = DOMAIN_WORD.get(words[first]?.core ?? "");
  if (read !== undefined) return { word: read, next: first + 1, isRead: words[first]?.hasSign === false };
  const power = powerWord(words, first);
  if (power !== null) return { word: "power", next: power.next, isRead: true };
  const alias = domainAlias(words, first);
  if (alias === null) return null;
  return { word: DOMAIN_WORD.get(alias.value.toLowerCase()) ?? "unknown", next: alias.next, isRead: false };
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

/** The threshold heart rate has no zones of its own: `Z2 LTHR` is taken for `Z2 HR`. */
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
