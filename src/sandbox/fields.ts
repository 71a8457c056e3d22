/** A record of the API by its own field names. */
export type Fields = Record<string, unknown>;

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

/** The whole record as the server sends it: every known key, `null` where nothing is set, and keys nobody documented. */
export function withAllKeys(keys: readonly string[], record: Fields): Fields {
  const whole: Fields = Object.fromEntries(keys.map((key) => [key, null]));
  return { ...whole, ...record, ...UNDOCUMENTED };
}

/** Forward compatibility: the live server adds fields without notice. */
const UNDOCUMENTED: Fields = { undocumented_field: { added: "after this was written" } };
