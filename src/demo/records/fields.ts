import type { Fields } from "../analysis/intervals.ts";

/** A record cut down to the names asked for; then what is unset is left out. */
export function onlyFields(record: Fields, names: readonly string[] | undefined): Fields {
  if (!names) return record;
  return Object.fromEntries(
    names.filter((name) => (record[name] ?? null) !== null).map((name) => [name, record[name]]),
  );
}

/** Takes over what was sent; `-1` and `null` both leave a field unset, as a number is cleared with the former. */
export function changed(record: Fields, sent: Fields): Fields {
  return {
    ...record,
    ...Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, value === -1 ? null : value])),
  };
}
