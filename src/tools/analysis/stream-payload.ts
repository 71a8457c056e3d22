import * as z from "zod";
import type { StreamUpdate } from "../../intervals/stream-writes.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { StreamName } from "../kit/parameters.ts";

const Sample = z.union([z.number(), z.boolean(), z.null()]);

const Payload = z
  .array(
    z.object({
      type: StreamName,
      data: z.array(Sample),
      /** Longitudes of `latlng`; the latitudes are its `data`. */
      data2: z.array(z.number().nullable()).exactOptional(),
    }),
  )
  .min(1);

/** Reads samples given as the API's JSON (a string or a value) or as CSV. @throws ToolInputError */
export function readStreams(payload: string | unknown[], format: "json" | "csv"): StreamUpdate[] {
  const isText = typeof payload === "string";
  const isCsv = isText && (format === "csv" || !payload.trimStart().startsWith("["));
  const parsed = Payload.safeParse(isCsv ? streamsOfCsv(payload) : isText ? parsePayloadJson(payload) : payload);
  if (!parsed.success) {
    const lines = parsed.error.issues.slice(0, 5).map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new ToolInputError(lines.map((line) => `payload_string ${line}`));
  }
  const streams = parsed.data;
  const names = streams.map(({ type }) => type);
  if (new Set(names).size < names.length) throw new ToolInputError("payload_string: contains the same stream twice.");
  for (const { type, data, data2 } of streams) {
    if ((type === "latlng") !== (data2 !== undefined)) {
      throw new ToolInputError(
        `payload_string ${type}: latlng needs data2 (longitudes), and no other stream may have it.`,
      );
    }
    if (data2 && data2.length !== data.length) {
      throw new ToolInputError(`payload_string ${type}: ${data.length} latitudes, but ${data2.length} longitudes.`);
    }
  }
  return streams;
}

/** One column per stream, with its name in the first line. `lat` and `lng` form one stream. An empty cell is null. */
function streamsOfCsv(text: string): unknown[] {
  const lines = text.trim().split(/\r?\n/);
  const names = cellsOf(lines[0] ?? "");
  const rows = lines.slice(1).map(cellsOf);
  const invalid = rows.findIndex((row) => row.length !== names.length);
  if (invalid !== -1) {
    const found = rows[invalid]?.length ?? 0;
    throw new ToolInputError(
      `payload_string line ${invalid + 2}: ${found} cells, but the header has ${names.length} names.`,
    );
  }
  const column = (index: number) => rows.map((row, line) => sampleOf(row[index] ?? "", line + 2, names[index] ?? ""));
  const [lat, lng] = [names.indexOf("lat"), names.indexOf("lng")];
  const hasPosition = lat !== -1 && lng !== -1;
  return names.flatMap((type, index) => {
    if (!hasPosition || (index !== lat && index !== lng)) return [{ type, data: column(index) }];
    return index === lat ? [{ type: "latlng", data: column(lat), data2: column(lng) }] : [];
  });
}

const cellsOf = (line: string) => line.split(",").map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));

function sampleOf(cell: string, line: number, name: string): number | boolean | null {
  if (cell === "") return null;
  if (cell === "true" || cell === "false") return cell === "true";
  const value = Number(cell);
  if (Number.isFinite(value)) return value;
  throw new ToolInputError(`payload_string line ${line}: ${name} is not a number.`);
}

function parsePayloadJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const where = cause instanceof SyntaxError ? `: ${cause.message.slice(0, 120)}` : "";
    throw new ToolInputError(`payload_string: is not JSON${where}.`);
  }
}
