/** A record of the API, with the API's field names. */
export type Fields = Record<string, unknown>;

/** The fields in `names`, without the unset ones; the whole record without `names`. */
export function onlyFields(record: Fields, names: readonly string[] | undefined): Fields {
  if (!names) return record;
  return Object.fromEntries(
    names.filter((name) => (record[name] ?? null) !== null).map((name) => [name, record[name]]),
  );
}

/**
 * Applies the fields that were sent. Both `null` and `-1` clear a field, because `-1` is how clients clear a number.
 */
export function withChanges(record: Fields, sent: Fields): Fields {
  return {
    ...record,
    ...Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, value === -1 ? null : value])),
  };
}

/** A record as the live server sends it: with every known key, `null` for unset fields, and an undocumented one. */
export function withAllKeys(keys: readonly string[], record: Fields): Fields {
  const whole: Fields = Object.fromEntries(keys.map((key) => [key, null]));
  return { ...whole, ...record, ...UNDOCUMENTED };
}

/** The live server adds fields without notice, so clients must tolerate unknown ones. */
const UNDOCUMENTED: Fields = { undocumented_field: { added: "after this was written" } };
