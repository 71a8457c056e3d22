export interface Ranked<Item> {
  item: Item;
  score: number;
}

/** How much a repeated word adds, and how much longer texts count for less (k1 and b as in Robertson & Zaragoza 2009, §3.6). */
const SATURATION = 1.2;
const LENGTH_WEIGHT = 0.75;

/**
 * The items whose text has words of the query, best first; rare words count more, equals keep their order.
 * Okapi BM25: Robertson & Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009, equation 3.15, with
 * the inverse document frequency that never falls below zero.
 */
export function rankByWords<Item>(
  query: string,
  items: readonly Item[],
  textOf: (item: Item) => string,
): Ranked<Item>[] {
  const documents = items.map((item) => ({ item, words: wordsOf(textOf(item)) }));
  const meanLength = documents.reduce((sum, { words }) => sum + words.length, 0) / Math.max(1, documents.length);
  const asked = [...new Set(wordsOf(query))].map((word) => {
    const having = documents.filter(({ words }) => words.includes(word)).length;
    return { word, weight: Math.log(1 + (documents.length - having + 0.5) / (having + 0.5)) };
  });
  const scoreOf = (words: string[]) => {
    const norm = SATURATION * (1 - LENGTH_WEIGHT + (LENGTH_WEIGHT * words.length) / Math.max(1, meanLength));
    return asked.reduce((sum, { word, weight }) => {
      const count = words.filter((candidate) => candidate === word).length;
      return sum + (weight * count * (SATURATION + 1)) / (count + norm);
    }, 0);
  };
  return documents
    .map(({ item, words }) => ({ item, score: scoreOf(words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
}

/** Words in lower case, without accents, in the singular. */
export function wordsOf(text: string): string[] {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map(singular);
}

function singular(word: string): string {
  if (/[^s]ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/[^su]s$/.test(word) && word.length > 3) return word.slice(0, -1);
  return word;
}
