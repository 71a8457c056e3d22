/** Prints one line of the report. */
export function printRow(what: string, value: string): void {
  console.log(`${what.padEnd(44)} ${value}`);
}

/** The smallest value that is greater than `share` of the values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
