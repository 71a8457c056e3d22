import type { Fields } from "../fields.ts";

const cell = (value: unknown): string => {
  if (value === null || value === undefined) return "";
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export function csvResponse(columns: readonly string[], rows: readonly Fields[]): Response {
  const lines = [columns.join(","), ...rows.map((row) => columns.map((column) => cell(row[column])).join(","))];
  return new Response(`${lines.join("\n")}\n`, { headers: { "Content-Type": "text/csv;charset=UTF-8" } });
}

type Content = string | Uint8Array<ArrayBuffer>;

export const fileResponse = (content: Content, filename: string): Response =>
  new Response(content, {
    headers: {
      "Content-Type": "application/octet-stream",
      "Content-Disposition": `attachment; filename="${filename}"`,
    },
  });

/** The live server compresses activity files without a `Content-Encoding`. */
export async function gzippedFileResponse(content: Content, filename: string): Promise<Response> {
  const compressed = new Response(new Blob([content]).stream().pipeThrough(new CompressionStream("gzip")));
  return fileResponse(new Uint8Array(await compressed.arrayBuffer()), `${filename}.gz`);
}
