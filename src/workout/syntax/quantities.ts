/** Numbers with a unit: distances, watts, percentages, heart rates, cadence, and times with a space before the unit. */
import { UNIT_ALIASES } from "./aliases.ts";
import type { Cursor, ParseContext } from "./context.ts";
import { DISTANCE_UNITS, TIME_UNITS, VALUE_UNITS, type ValueUnit } from "./grammar.ts";
import { percentOf } from "./percents.ts";
import { flawOf, isJoinedByWord, type Range, rangeAt, type WrittenNumbers } from "./ranges.ts";
import { type PercentForm, type QuantityForm, type Reading, readsOf, targetOf } from "./token.ts";
import type { Word } from "./words.ts";

const NUMBER = String.raw`\d{1,7}(?:[.,]\d{1,4})?`;
const QUANTITY = new RegExp(`^(${NUMBER})([^\\d.,-]*)(?:-(${NUMBER})([^\\d.,-]*))?$`);

/** One number, or two with the same unit: `200-240w`, `50%-75%`. */
function isQuantity(text: string): boolean {
  const [match, , fromUnit, to, toUnit] = QUANTITY.exec(text) ?? [];
  return match !== undefined && (to === undefined || fromUnit === "" || fromUnit === toUnit);
}

/** `number`: the first number as text. */
type WrittenQuantity = WrittenNumbers & { number: string };

export function quantityAt(cursor: Cursor): QuantityForm | PercentForm | null {
  const { words } = cursor;
  const written = rangeAt(cursor, isQuantity);
  const match = QUANTITY.exec(written.text);
  if (match === null || !isQuantity(written.text)) return null;
  const [text, number = "", fromUnit = "", to, toUnit = fromUnit] = match;
  const apart = toUnit === "" ? unitAt(words, written.next) : undefined;
  const unit = apart ?? toUnit;
  const quantity: WrittenQuantity = {
    number,
    from: toNumber(number, unit),
    to: to === undefined ? undefined : toNumber(to, unit),
    unit,
    next: written.next + (apart === undefined ? 0 : 1),
    joiner: written.joiner,
    isSpaced: apart !== undefined,
    hasComma: text.includes(","),
    lead: isJoinedByWord(written.joiner) && fromUnit === "" ? 2 : 0,
  };
  return unit.startsWith("%") ? percentOf(quantity, cursor) : quantityOf(quantity, cursor.context);
}

const UNITS = new Set([...TIME_UNITS, ...DISTANCE_UNITS, ...VALUE_UNITS].map(({ token }) => token as string));

/** The unit that follows a number as a separate word. */
function unitAt(words: readonly Word[], i: number): string | undefined {
  const core = words[i]?.core ?? "";
  return UNITS.has(core) || core.startsWith("%") || Object.hasOwn(UNIT_ALIASES, core) ? core : undefined;
}

function quantityOf(numbers: WrittenQuantity, context: ParseContext): QuantityForm | null {
  const { unit, next, from, to, joiner } = numbers;
  const canonical = canonicalUnit(unit, from);
  const value = readingOf(canonical, numbers);
  if (value === null) return null;
  const isAmountRange = to !== undefined && !("target" in value);
  const isAlias = canonical !== unit && canonical !== "bpm";
  const isLenient = CLAIMED_UNITS.has(canonical) || (unit === "w" && context.family === "swim");
  const thousands = isAmountRange || isAlias || isLenient ? null : thousandsOf(numbers);
  const isReadAsWritten = isLenient || thousands !== null;
  const flaw = isAmountRange ? "range" : isAlias ? "unit" : isReadAsWritten ? null : flawOf(numbers, unit === "rpm");
  return {
    kind: "quantity",
    next,
    from,
    to,
    unit,
    canonical,
    value,
    thousands,
    joiner,
    flaw,
    reads: flaw === "range" ? lastAmount(numbers) : readsOf(value, flaw),
    lead: flaw === "range" || flaw === "joiner" ? numbers.lead : 0,
    endsCue: true,
  };
}

/** For unconfirmed units, and for power in a swim, another rule reports the unit, so spaces, commas and joiners are not flaws. */
const CLAIMED_UNITS = new Set(
  [...DISTANCE_UNITS, ...VALUE_UNITS].filter(({ evidence }) => evidence === "claimed").map(({ token }) => token),
);

function lastAmount({ unit, to, joiner }: WrittenQuantity): Reading[] {
  const last = to !== undefined && isJoinedByWord(joiner) ? amountReading(unit, to) : null;
  return last === null ? [] : [last];
}

/** "140 HR" is a heart rate, "2 hr" is a duration. */
function canonicalUnit(unit: string, from: number): string {
  if (unit === "hr" && from > 24) return "bpm";
  return Object.hasOwn(UNIT_ALIASES, unit) ? (UNIT_ALIASES[unit] ?? unit) : unit;
}

/** `1.000mtr`: many European languages separate thousands with a point. */
function thousandsOf({ number, unit, to }: WrittenQuantity): QuantityForm["thousands"] {
  if (!/^[1-9]\d{0,2}\.\d{3}$/.test(number) || !isWhole(unit)) return null;
  const from = Number(number.replace(".", ""));
  const value = readingOf(unit, { from, to });
  return value && { from, value };
}

function readingOf(unit: string, range: Range): Reading | null {
  return amountReading(unit, range.from) ?? valueReading(unit, range);
}

function amountReading(unit: string, amount: number): Reading | null {
  const time = TIME_UNITS.find(({ token }) => token === unit);
  if (time !== undefined) return { kind: "duration", seconds: Math.round(amount * time.seconds) };
  const distance = DISTANCE_UNITS.find(({ token }) => token === unit);
  return distance === undefined ? null : { kind: "distance", meters: metersOf(amount, distance.meters) };
}

/**
 * Metres of an amount of a unit, rounded to the millimetre so that `1.005km` is 1005 m and not 1004.99….
 *
 * @param meters the length of one unit in metres
 */
export function metersOf(amount: number, meters: number): number {
  return Math.round(amount * meters * 1000) / 1000;
}

function valueReading(token: string, range: Range): Reading | null {
  const unit: ValueUnit | undefined = VALUE_UNITS.find((it) => it.token === token);
  switch (unit?.domain) {
    case "power":
      return { kind: "power", target: targetOf(unit.units, range) };
    case "hr":
      return { kind: "hr", target: targetOf(unit.units, range) };
    case "cadence":
      return { kind: "cadence", target: targetOf(unit.units, range) };
    case undefined:
      return null;
  }
}

/** Metres, yards and watts are whole numbers, so three digits after a separator are thousands. */
function isWhole(unit: string): boolean {
  return /^(m|y|w)(?!i)/.test(unit);
}

/** A comma separates decimals, or thousands if three digits follow and the unit is whole: `1,500mtr`. */
function toNumber(text: string, unit: string): number {
  const isThousandsComma = /,\d{3}$/.test(text) && isWhole(unit);
  return Number(text.replace(",", isThousandsComma ? "" : "."));
}
