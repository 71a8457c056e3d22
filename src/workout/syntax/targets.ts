/** Percentages and zones, and the words around them that say what they are a percentage or zone of. */

import type { PowerUnits } from "../steps.ts";
import { DOMAIN_WORDS, type DomainWord, SWEET_SPOT } from "./grammar.ts";
import { MISSPELT_DOMAINS, NAMED_PACES, NAMED_POWERS } from "./misspellings.ts";
import { secondsOf } from "./times.ts";
import { lastRead, misread, proper, type Setting, type TargetReading, type Token, targetOf, unread } from "./token.ts";
import { isSwept, phrasesOf, rangeAt, type Word } from "./words.ts";

/** One or two numbers, and the index of the word behind them. */
interface Range {
  from: number;
  to: number | undefined;
  next: number;
}

/** `75%`, `95-105% LTHR`, `60% MMP 5m`; `glued` is what stands directly behind the percent sign. */
export function percentAt(words: readonly Word[], range: Range & { glued: string }, setting: Setting): Token {
  const { next, glued } = range;
  const asPower = power("%ftp", range);
  if (glued !== "") {
    const word = DOMAIN_WORD.get(glued);
    if (word === undefined && glued !== "ftp") return unread(next, "unknown-reference", []);
    return unread(next, "glued-word", [word === undefined ? asPower : percent(word, range)]);
  }
  const said = domainAt(words, next);
  if (said === null) return bare(range, asPower, percent(setting.bareMeans, range), setting);
  if (said.word === "power") return proper(said.next, asPower);
  if (said.word === "nothing") return unread(said.next, "unknown-reference", []);
  const reading = percent(said.word, range);
  if (!said.isRead) return misread(said.next, "domain-word", asPower, reading);
  const window = said.word.percent === "%mmp" ? secondsOf(words[said.next]?.core ?? "") : null;
  if (window === null) return proper(said.next, reading);
  const target = { ...targetOf("%mmp" as const, range.from, range.to), mmp_duration: window };
  return proper(said.next + 1, { kind: "power", target });
}

const ZONE = /^(c?z)(\d)(?:-(?:c?z)?(\d))?$/;
const HALF_ZONE = /^c?z\d-\d$/;
const isZone = (text: string) => ZONE.test(text);

/** `Z2`, `Z2-Z3 HR`, `CZ1`; `Zone 2` is meant so. */
export function zoneAt(words: readonly Word[], first: number, setting: Setting): Token | null {
  const word = words[first];
  if (word?.text === "SS" && setting.family === "ride") {
    const sweetSpot = power("%ftp", SWEET_SPOT);
    return { ...proper(first + 1, sweetSpot), trap: "sweet-spot" };
  }
  if (!/^c?z/.test(word?.core ?? "")) return null;
  const spelt = spelledZone(words, first);
  const written = spelt ?? rangeAt(words, first, isZone);
  const match = ZONE.exec(written.text);
  if (match === null) return null;
  const to = match[3] === undefined ? undefined : Number(match[3]);
  const token = zoneToken(words, { from: Number(match[2]), to, next: written.next }, match[1] === "cz", setting);
  if (token.trap !== undefined) return token;
  if (spelt !== null || HALF_ZONE.test(match[0])) return { ...token, reads: [], trap: "zone-spelling" };
  return written.joiner === "to" ? lastRead(token, isSwept(words, first)) : token;
}

function zoneToken(words: readonly Word[], range: Range, isCustom: boolean, setting: Setting): Token {
  if (isCustom) return proper(range.next, power("custom_zone", range));
  const said = domainAt(words, range.next);
  const asPower = power("power_zone", range);
  if (said === null || said.word === "nothing") return bare(range, asPower, zone(setting.bareMeans, range), setting);
  if (said.word === "power") return proper(said.next, asPower);
  const meant = zone(said.word, range);
  if (said.isRead && said.word.zone !== undefined) return proper(said.next, meant);
  return misread(said.next, "domain-word", asPower, meant);
}

/** "zone 2", "zones 2-3", "Z2/Z3": text to the server. */
function spelledZone(words: readonly Word[], first: number): { text: string; next: number; joiner: "" } | null {
  const core = words[first]?.core ?? "";
  const glued = /^zones?(.*)$/.exec(core)?.[1];
  const numbers = glued === "" ? words[first + 1]?.core : (glued ?? /^z(\d\/z?\d)$/.exec(core)?.[1]);
  const match = /^(\d)(?:[-/]z?(\d))?$/.exec(numbers ?? "");
  if (match === null) return null;
  const end = match[2] === undefined ? "" : `-z${match[2]}`;
  return { text: `z${match[1]}${end}`, next: first + (glued === "" ? 2 : 1), joiner: "" };
}

const PERCENT = /^(\d{1,3})(?:-(\d{1,3}))?%$/;

/** `HR Z2`, `LTHR 90%`: the word before its number is text, and the number alone is power. */
export function domainFirstAt(words: readonly Word[], first: number): Token | null {
  const word = DOMAIN_WORD.get(words[first]?.core ?? "");
  if (word === undefined || word.domain === "power") return null;
  const written = rangeAt(words, first + 1, (text) => isZone(text) || PERCENT.test(text));
  const zoned = ZONE.exec(written.text);
  const numbered = PERCENT.exec(written.text);
  const [from, to] = zoned === null ? [numbered?.[1], numbered?.[2]] : [zoned[2], zoned[3]];
  if (from === undefined || domainAt(words, written.next) !== null) return null;
  const range = { from: Number(from), to: to === undefined ? undefined : Number(to) };
  return zoned === null
    ? misread(written.next, "domain-first", power("%ftp", range), percent(word, range))
    : misread(written.next, "domain-first", power("power_zone", range), zone(word, range));
}

const namedPace = phrasesOf(NAMED_PACES);
const namedPower = phrasesOf(NAMED_POWERS);

/** `CSS`, `5K pace`, in a ride `sweet spot`: text to the server. */
export function namedPaceAt(words: readonly Word[], first: number, { family }: Setting): Token | null {
  const asPower = family === "ride" ? namedPower(words, first) : null;
  if (asPower !== null) return unread(asPower.next, "named-pace", [power("%ftp", asPower.value)], false);
  const name = namedPace(words, first);
  if (name === null) return null;
  const means =
    name.value === null ? [] : [{ kind: "pace" as const, target: targetOf("%pace", name.value, undefined) }];
  return unread(name.next, "named-pace", means, false);
}

/** How the domain is said behind a number: the word meant, whether the server reads it, and where it ends. */
interface SaidDomain {
  word: DomainWord | "power" | "nothing";
  next: number;
  isRead: boolean;
}

const DOMAIN_WORD = new Map(DOMAIN_WORDS.map((word) => [word.token.toLowerCase(), word]));
const misspeltDomain = phrasesOf(MISSPELT_DOMAINS);
const powerWord = phrasesOf({ ftp: true, "of ftp": true, power: true });

function domainAt(words: readonly Word[], first: number): SaidDomain | null {
  const read = DOMAIN_WORD.get(words[first]?.core ?? "");
  if (read !== undefined) return { word: read, next: first + 1, isRead: words[first]?.signed === false };
  const power = powerWord(words, first);
  if (power !== null) return { word: "power", next: power.next, isRead: true };
  const misspelt = misspeltDomain(words, first);
  if (misspelt === null) return null;
  return { word: DOMAIN_WORD.get(misspelt.value.toLowerCase()) ?? "nothing", next: misspelt.next, isRead: false };
}

/** A percentage or zone without a word is power; of a run or swim hardly anybody means that. */
function bare({ next }: Range, reads: TargetReading, means: TargetReading, { family, hasPower }: Setting): Token {
  const isMeant = hasPower || (family !== "run" && family !== "swim");
  return isMeant ? proper(next, reads) : misread(next, "bare-target", reads, means);
}

type Numbers = Omit<Range, "next">;

function power(units: PowerUnits, { from, to }: Numbers): TargetReading {
  return { kind: "power", target: targetOf(units, from, to) };
}

function percent(word: DomainWord, { from, to }: Numbers): TargetReading {
  switch (word.domain) {
    case "power":
      return { kind: "power", target: targetOf(word.percent, from, to) };
    case "hr":
      return { kind: "hr", target: targetOf(word.percent, from, to) };
    case "pace":
      return { kind: "pace", target: targetOf(word.percent, from, to) };
  }
}

/** The zone of a domain; the threshold has none of its own, so that `Z2 LTHR` means `Z2 HR`. */
function zone({ domain }: DomainWord, { from, to }: Numbers): TargetReading {
  switch (domain) {
    case "power":
      return { kind: "power", target: targetOf("power_zone", from, to) };
    case "hr":
      return { kind: "hr", target: targetOf("hr_zone", from, to) };
    case "pace":
      return { kind: "pace", target: targetOf("pace_zone", from, to) };
  }
}
