interface Ranked<Item> {
  item: Item;
  score: number;
}

/** k1 (weight of repeated words) and b (penalty for long texts) of BM25; see Robertson & Zaragoza 2009, §3.6. */
const SATURATION = 1.2;
const LENGTH_WEIGHT = 0.75;

/**
 * The items whose text contains a word of the query, best first. Rare words count more; ties keep their order.
 * Okapi BM25: S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, equation 3.15,
 * with an inverse document frequency that is never negative.
 */
export function rankByWords<Item>(
  query: string,
  items: readonly Item[],
  textOf: (item: Item) => string,
): Ranked<Item>[] {
  const documents = items.map((item) => ({ item, words: wordsOf(textOf(item)) }));
  const meanLength = documents.reduce((sum, { words }) => sum + words.length, 0) / Math.max(1, documents.length);
  const terms = [...new Set(wordsOf(query))].map((word) => {
    const frequency = documents.filter(({ words }) => words.includes(word)).length;
    return { word, weight: Math.log(1 + (documents.length - frequency + 0.5) / (frequency + 0.5)) };
  });
  const scoreOf = (words: string[]) => {
    const norm = SATURATION * (1 - LENGTH_WEIGHT + (LENGTH_WEIGHT * words.length) / Math.max(1, meanLength));
    return terms.reduce((sum, { word, weight }) => {
      const count = words.filter((candidate) => candidate === word).length;
      return sum + (weight * count * (SATURATION + 1)) / (count + norm);
    }, 0);
  };
  return documents
    .map(({ item, words }) => ({ item, score: scoreOf(words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
}

/** The words of a text in lower case, without accents, with English plurals in the singular. */
export function wordsOf(text: string): string[] {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map(singular);
}

function singular(word: string): string {
  if (/[^s]ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/[^su]s$/.test(word) && word.length > 3) return word.slice(0, -1);
  return word;
}
