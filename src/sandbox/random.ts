/** A hash of the parts. Everything random derives from it, so that a state can be generated again instead of stored. */
export function hashOf(...parts: readonly (string | number)[]): number {
  const text = parts.join("\u0000");
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A pseudorandom fraction (0 ≤ x < 1) for these parts. */
export const fractionOf = (...parts: readonly (string | number)[]): number => hashOf(...parts) / 2 ** 32;

/** A sequence of pseudorandom fractions (0 ≤ x < 1, mulberry32), fast enough for every sample of a recording. */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
