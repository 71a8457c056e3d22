import type { Fields } from "../fields.ts";

const cell = (value: unknown): string => {
  if (value === null || value === undefined) return "";
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export function csv(columns: readonly string[], rows: readonly Fields[]): Response {
  const lines = [columns.join(","), ...rows.map((row) => columns.map((column) => cell(row[column])).join(","))];
  return new Response(`${lines.join("\n")}\n`, { headers: { "Content-Type": "text/csv;charset=UTF-8" } });
}
