import { skeletonOf } from "./confusables.ts";
import { isOwnedBy, KNOWN_NAMES, type KnownName } from "./known-names.ts";

/** Why a client may not use its name. */
export type NameProblem = { kind: "belongs_to"; title: string } | { kind: "characters" };

/** What names may contain besides letters: accents, ASCII and a few signs of punctuation. */
const SIGNS = /[\u0300-\u036f\x20-\x40[-`{-~’“”–—·•]/g;

/**
 * One of these has to match all other characters of a name: the letters of one script. Symbols, and letters that are not
 * in everyday use, serve to imitate others more often than they are part of a name. UTS 39 §5.1 and §5.2.
 */
const SCRIPTS: readonly RegExp[] = [
  // Letters of European languages that are not an ASCII letter with an accent are listed.
  /^[A-Za-zßÆæŒœØøĐđÐðÞþŁłĦħıŊŋŦŧ]*$/,
  /^[\u0370-\u03ff]*$/,
  /^[\u0400-\u04ff]*$/,
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\u3099\u309a]*$/u,
  /^\p{Script=Hangul}*$/u,
  /^\p{Script=Arabic}*$/u,
  /^\p{Script=Hebrew}*$/u,
  /^\p{Script=Devanagari}*$/u,
  /^\p{Script=Thai}*$/u,
];

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * What is wrong with the name of a client whose redirect URI and metadata document are at `hosts`. Names of well-known
 * apps and services are for hosts of their owners. Programs on the user's own computer have no host and may use any
 * name; the consent page warns about them.
 */
export function nameProblemOf(name: string, hosts: readonly string[]): NameProblem | undefined {
  if (hosts.length === 0) return undefined;
  const visible = name.replace(INVISIBLE, "");
  const used = KNOWN_NAMES.filter((known) => usesName(visible, known));
  if (used[0]) {
    const isOwner = used.some((known) => hosts.every((host) => isOwnedBy(known, host)));
    return isOwner ? undefined : { kind: "belongs_to", title: used[0].title };
  }
  const letters = visible.normalize("NFD").replace(SIGNS, "");
  return SCRIPTS.some((script) => script.test(letters)) ? undefined : { kind: "characters" };
}

function usesName(text: string, { inside = [], words = [], whole = [] }: KnownName): boolean {
  const looks = skeletonOf(text);
  const joined = looks.replaceAll(" ", "");
  return (
    inside.some((name) => joined.includes(skeletonOf(name).trim())) ||
    words.some((name) => looks.includes(skeletonOf(name))) ||
    whole.some((name) => joined === skeletonOf(name).trim())
  );
}
