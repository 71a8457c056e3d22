/**
 * Characters that look like Latin letters, in lower case: the prototypes of UTS 39 (confusables.txt, Unicode 17.0.0,
 * https://www.unicode.org/reports/tr39/) of the characters that a client's name may contain. Prototypes are compared
 * without their accents. `i`, `I`, `l` and `1` are one letter here, and so are `m` and `rn`.
 */
const UTS_39: readonly [letters: string, characters: string][] = [
  ["a", "ΑАαа"],
  ["ae", "ÆӔæӕ"],
  ["b", "ΒВЬБҍҌѣѢ"],
  ["bl", "Ы"],
  ["c", "ϹСҪϲсҫ"],
  ["d", "ĐÐđԁ"],
  ["e", "ΕЕеҽҿ"],
  ["f", "Ϝſ"],
  ["g", "Ԍ"],
  ["h", "ΗНҢӉӇĦħһћ"],
  ["j", "ͿЈϳј"],
  ["k", "ΚКҚҞ"],
  ["l", "|1ıΙІιіӏӀŁł"],
  ["lo", "Ю"],
  ["m", "ΜϺМӍ"],
  ["n", "Νŋη"],
  ["o", "0ΟОØΘϴӨѲθϑοσϭоøөѳ"],
  ["oe", "Œœ"],
  ["p", "ΡРÞþρϱϸр"],
  ["q", "ԛ"],
  ["r", "гғ"],
  ["s", "Ѕѕ"],
  ["t", "ΤТҬŦŧ"],
  ["u", "υџ"],
  ["v", "Ѵνѵ"],
  ["w", "Ԝѡшԝѽ"],
  ["x", "ΧХҲ×х"],
  ["y", "ΥϒУҮҰγуүұ"],
  ["z", "Ζ"],
];

/** Ours: digits and signs that stand for letters, and small letters whose capital is in the table above. */
const ALSO: readonly [letters: string, characters: string][] = [
  ["a", "4@"],
  ["b", "8ßв"],
  ["d", "ð"],
  ["e", "3€"],
  ["h", "н"],
  ["k", "кκ"],
  ["l", "!"],
  ["m", "мμ"],
  ["n", "п"],
  ["s", "5$"],
  ["t", "7тτ"],
  ["u", "ц"],
];

const LETTERS = new Map(
  [...UTS_39, ...ALSO].flatMap(([letters, characters]) => [...characters].map((character) => [character, letters])),
);

/** A text as it looks at a glance: words of Latin letters, with one space around each. */
export function skeletonOf(text: string): string {
  const letters = [...text.normalize("NFKD")].map((character) => LETTERS.get(character) ?? character).join("");
  const plain = letters.toLowerCase().replace(/[\p{M}\p{Cf}\p{Cc}]/gu, "");
  const folded = plain.replaceAll("i", "l").replaceAll("m", "rn");
  return ` ${folded.replace(/[^a-z]+/g, " ").trim()} `;
}
