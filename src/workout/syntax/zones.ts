/** Zones: `Z2`, `Z2-Z3 HR`, `CZ1`, and `Zone 2`, which the server treats as text. */
import type { Cursor } from "./context.ts";
import { SWEET_SPOT } from "./grammar.ts";
import { isJoinedByWord, type Range, type RangeText, rangeAt } from "./ranges.ts";
import { DOMAIN_WORD, percentTarget, powerTarget, referenceAt, zoneTarget } from "./references.ts";
import { readsOf, type SweetSpotForm, type WordFirstForm, type ZoneForm } from "./token.ts";
import type { WordPosition } from "./words.ts";

const ZONE = /^(c?z)(\d)(?:-(?:c?z)?(\d))?$/;
/** `Z2-3`. */
const HALF_RANGE = /^c?z\d-\d$/;
const isZone = (text: string) => ZONE.test(text);

export function zoneAt(cursor: Cursor): ZoneForm | SweetSpotForm | null {
  const { words, first, context } = cursor;
  const word = words[first];
  if (word?.text === "SS" && context.family === "ride") {
    return { kind: "sweet-spot", next: first + 1, reads: [powerTarget("%ftp", SWEET_SPOT)], endsCue: true };
  }
  if (!/^c?z/.test(word?.core ?? "")) return null;
  const spelled = spelledZone(cursor);
  const written = spelled ?? rangeAt(cursor, isZone);
  const match = ZONE.exec(written.text);
  if (match === null) return null;
  const range = { from: Number(match[2]), to: match[3] === undefined ? undefined : Number(match[3]) };
  const isSpelled = spelled !== null || HALF_RANGE.test(match[0]);
  const flaw = isSpelled ? "spelling" : isJoinedByWord(written.joiner) ? "joiner" : null;
  // Custom zones are power zones.
  if (match[1] === "cz") return zone({ ...written, ...range }, { isCustom: true, reference: "power", flaw });
  const found = referenceAt(words, written.next);
  if (found === null || found.word === "unknown") {
    // If pace or heart rate is expected, any spelling is a bare zone.
    return zone({ ...written, ...range }, { reference: null, flaw: context.expectsPower ? flaw : null });
  }
  const { word: reference, next, isRecognized } = found;
  const hasZones = reference === "power" || reference.zone !== undefined;
  return zone({ ...written, ...range, next }, { reference, flaw: isRecognized && hasZones ? flaw : "word" });
}

type WrittenZone = Range & Pick<RangeText, "next" | "joiner">;
type Interpretation = Pick<ZoneForm, "reference" | "flaw"> & { isCustom?: boolean };

function zone(
  { from, to, next, joiner }: WrittenZone,
  { reference, flaw, isCustom = false }: Interpretation,
): ZoneForm {
  return {
    kind: "zone",
    next,
    from,
    to,
    joiner,
    isCustom,
    reference,
    flaw,
    reads: readsOf(
      reference === null || reference === "power" || flaw === "word"
        ? powerTarget(isCustom ? "custom_zone" : "power_zone", { from, to })
        : zoneTarget(reference, { from, to }),
      flaw,
    ),
    endsCue: true,
  };
}

/** `zone 2`, `zones 2-3`, `Z2/Z3`. */
function spelledZone({ words, first }: WordPosition): RangeText | null {
  const core = words[first]?.core ?? "";
  const attached = /^zones?(.*)$/.exec(core)?.[1];
  const numbers = attached === "" ? words[first + 1]?.core : (attached ?? /^z(\d\/z?\d)$/.exec(core)?.[1]);
  const match = /^(\d)(?:[-/]z?(\d))?$/.exec(numbers ?? "");
  if (match === null) return null;
  const end = match[2] === undefined ? "" : `-z${match[2]}`;
  return { text: `z${match[1]}${end}`, next: first + (attached === "" ? 2 : 1), joiner: "" };
}

const PERCENT = /^(\d{1,3})(?:-(\d{1,3}))?%$/;

/** `HR Z2`, `LTHR 90%`: the server treats the word as text and the number as power. */
export function wordFirstAt({ words, first }: WordPosition): WordFirstForm | null {
  const word = DOMAIN_WORD.get(words[first]?.core ?? "");
  if (word === undefined || word.domain === "power") return null;
  const written = rangeAt({ words, first: first + 1 }, (text) => isZone(text) || PERCENT.test(text));
  const zone = ZONE.exec(written.text);
  const percent = PERCENT.exec(written.text);
  const [from, to] = zone === null ? [percent?.[1], percent?.[2]] : [zone[2], zone[3]];
  if (from === undefined || referenceAt(words, written.next) !== null) return null;
  const range: Range = { from: Number(from), to: to === undefined ? undefined : Number(to) };
  return {
    kind: "word-first",
    next: written.next,
    reads: [powerTarget(zone === null ? "%ftp" : "power_zone", range)],
    value: zone === null ? percentTarget(word, range) : zoneTarget(word, range),
    endsCue: true,
  };
}
