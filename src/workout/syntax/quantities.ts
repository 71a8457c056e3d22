/** Numbers with a unit that is no time of its own: distances, watts, percentages, beats, cadence, and misspelt units. */
import { inPercent } from "../estimate/convert.ts";
import { DISTANCE_UNITS, TIME_UNITS, VALUE_UNITS, type ValueUnit } from "./grammar.ts";
import { MISSPELT_UNITS } from "./misspellings.ts";
import { percentAt } from "./targets.ts";
import { looksLikeMeters } from "./times.ts";
import {
  lastRead,
  proper,
  type Reading,
  type Setting,
  type TargetReading,
  type Token,
  targetOf,
  unread,
} from "./token.ts";
import { isSwept, rangeAt, type Word } from "./words.ts";

const NUMBER = String.raw`\d{1,7}(?:[.,]\d{1,4})?`;
const QUANTITY = new RegExp(`^(${NUMBER})([^\\d.,-]*)(?:-(${NUMBER})([^\\d.,-]*))?$`);

/** One number, or two of one unit: `200-240w`, `50%-75%`. */
function isQuantity(text: string): boolean {
  const [match, , fromUnit, to, toUnit] = QUANTITY.exec(text) ?? [];
  return match !== undefined && (to === undefined || fromUnit === "" || fromUnit === toUnit);
}

interface Quantity {
  from: number;
  to: number | undefined;
  unit: string;
  next: number;
}

export function quantityAt(words: readonly Word[], first: number, setting: Setting): Token | null {
  const written = rangeAt(words, first, isQuantity);
  const match = QUANTITY.exec(written.text);
  if (match === null || !isQuantity(written.text)) return null;
  const [, from = "", fromUnit = "", to, toUnit = fromUnit] = match;
  const spaced = toUnit === "" ? unitAt(words, written.next) : undefined;
  const unit = spaced ?? toUnit;
  const quantity = {
    from: toNumber(from, unit),
    to: to === undefined ? undefined : toNumber(to, unit),
    unit,
    next: written.next + (spaced === undefined ? 0 : 1),
  };
  const token = quantity.unit.startsWith("%")
    ? percentAt(words, { ...quantity, glued: quantity.unit.slice(1) }, setting)
    : unitToken(quantity, setting);
  if (token?.trap === "time-range" && written.joiner === "to") {
    const last = extentReading(quantity.unit, quantity.to ?? 0);
    return { ...token, reads: last === null ? [] : [last], lead: fromUnit === "" ? 2 : 0 };
  }
  if (token === null || token.trap !== undefined) return token;
  if (THOUSANDS.test(from) && isWhole(unit)) {
    const means = unitToken({ ...quantity, from: Number(from.replace(".", "")) }, setting)?.means ?? [];
    return { ...token, means, trap: "decimal-comma", does: `is read as ${Number(from)}: a point parts decimals` };
  }
  if (match[0].includes(",")) return { ...token, reads: [], trap: "decimal-comma" };
  if (written.joiner === "to") {
    return { ...lastRead(token, isSwept(words, first)), lead: fromUnit === "" ? 2 : 0 };
  }
  // "90 rpm" is proven with its space, everything else only claimed.
  if (spaced !== undefined && spaced !== "rpm") return { ...token, reads: [], trap: "spaced-unit" };
  return token;
}

const UNITS = new Set([...TIME_UNITS, ...DISTANCE_UNITS, ...VALUE_UNITS].map(({ token }) => token as string));

/** The unit that stands as a word of its own behind a number. */
function unitAt(words: readonly Word[], i: number): string | undefined {
  const core = words[i]?.core ?? "";
  return UNITS.has(core) || core.startsWith("%") || Object.hasOwn(MISSPELT_UNITS, core) ? core : undefined;
}

function unitToken(quantity: Quantity, setting: Setting): Token | null {
  const { unit, from, to, next } = quantity;
  // "140 HR" is a heart rate, "2 hr" are hours.
  if (unit === "bpm" || (unit === "hr" && from > 24)) return heartRate(quantity, setting);
  const meant = Object.hasOwn(MISSPELT_UNITS, unit) ? (MISSPELT_UNITS[unit] ?? unit) : unit;
  const isMeters = unit === "m" && looksLikeMeters(from, setting.family);
  const reading = extentReading(isMeters ? "mtr" : meant, from) ?? valueReading(meant, from, to);
  if (reading === null) return null;
  if (to !== undefined && !("target" in reading)) return unread(next, "time-range", [reading]);
  if (meant !== unit) return unread(next, "unknown-unit", [reading]);
  const token = proper(next, reading);
  if (unit === "spm") return { ...token, trap: "spm" };
  if (unit === "w" && setting.family === "swim") return { ...token, means: [], trap: "bare-target" };
  const isClaimed = DISTANCE_UNITS.some(({ token, evidence }) => token === unit && evidence === "claimed");
  return isClaimed ? { ...token, trap: "claimed-unit" } : token;
}

function extentReading(unit: string, amount: number): Reading | null {
  const time = TIME_UNITS.find(({ token }) => token === unit);
  if (time !== undefined) return { kind: "duration", seconds: Math.round(amount * time.seconds) };
  const distance = DISTANCE_UNITS.find(({ token }) => token === unit);
  return distance === undefined ? null : { kind: "distance", meters: metersOf(amount, distance.meters) };
}

/** Exact to the millimetre, so that `0.3km` is 300 m and not a little less. */
export function metersOf(amount: number, meters: number): number {
  return Math.round(amount * meters * 1000) / 1000;
}

function valueReading(token: string, from: number, to: number | undefined): TargetReading | null {
  const unit: ValueUnit | undefined = VALUE_UNITS.find((it) => it.token === token);
  switch (unit?.domain) {
    case "power":
      return { kind: "power", target: targetOf(unit.units, from, to) };
    case "hr":
      return { kind: "hr", target: targetOf(unit.units, from, to) };
    case "cadence":
      return { kind: "cadence", target: targetOf(unit.units, from, to) };
    case undefined:
      return null;
  }
}

/** Beats are meant as percent of the threshold or maximum heart rate, where one is known. */
function heartRate({ from, to, next }: Quantity, { beats }: Setting): Token {
  const target = targetOf("bpm" as const, from, to);
  const means: Reading[] = beats === null ? [] : [{ kind: "hr", target: inPercent(target, beats) }];
  return { ...proper(next, { kind: "hr", target }), means, trap: "bpm" };
}

/** `1.000mtr`, as half of Europe writes a thousand. */
const THOUSANDS = /^[1-9]\d{0,2}\.\d{3}$/;

/** Metres, yards and watts, which nobody counts in thousandths. */
const isWhole = (unit: string) => /^(m|y|w)(?!i)/.test(unit);

/** A comma is a decimal one, unless three digits follow it before what is counted whole: `1,500mtr`. */
function toNumber(text: string, unit: string): number {
  const isThousands = /,\d{3}$/.test(text) && isWhole(unit);
  return Number(text.replace(",", isThousands ? "" : "."));
}
