/** One line of the bench. */
export function printRow(what: string, value: string): void {
  console.log(`${what.padEnd(44)} ${value}`);
}

/** The value below which `share` of them lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
