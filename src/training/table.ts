/** One column of a table: its header, with the unit, and the value in a row. An undefined value is an empty cell. */
export interface Column<Row> {
  header: string;
  cell: (row: Row) => string | number | undefined;
}

/**
 * One line per row, cells separated by `|`, which takes about a third of the tokens of JSON. Empty columns are left
 * out.
 */
export function formatTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const cells = columns.map(({ header, cell }) => ({ header, values: rows.map((row) => cell(row) ?? "") }));
  const filled = cells.filter(({ values }) => values.some((value) => value !== ""));
  const lines = rows.map((_, index) => filled.map(({ values }) => values[index]).join("|"));
  return [filled.map(({ header }) => header).join("|"), ...lines].join("\n");
}

/** `name: value` lines. Undefined and empty values are left out. */
export function formatFacts(facts: readonly (readonly [string, string | number | undefined])[]): string {
  return facts
    .flatMap(([name, value]) => (value === undefined || value === "" ? [] : [`${name}: ${value}`]))
    .join("\n");
}
