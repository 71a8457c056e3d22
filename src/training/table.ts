/** One column of a table: its header with the unit in it, and what stands in a row. Unset cells stay empty. */
export interface Column<Row> {
  header: string;
  cell: (row: Row) => string | number | undefined;
}

/**
 * Rows as lines, cells between `|`: about a third of the tokens of JSON. Columns that no row fills are left out.
 */
export function formatTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const cells = columns.map(({ header, cell }) => ({ header, values: rows.map((row) => cell(row) ?? "") }));
  const filled = cells.filter(({ values }) => values.some((value) => value !== ""));
  const lines = rows.map((_, index) => filled.map(({ values }) => values[index]).join("|"));
  return [filled.map(({ header }) => header).join("|"), ...lines].join("\n");
}

/** `name: value` lines, unset ones left out. */
export function formatFacts(facts: readonly (readonly [string, string | number | undefined])[]): string {
  return facts
    .flatMap(([name, value]) => (value === undefined || value === "" ? [] : [`${name}: ${value}`]))
    .join("\n");
}
