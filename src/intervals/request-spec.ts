import type * as z from "zod";

export type Query = Record<string, string | number | boolean | readonly string[] | undefined>;

const MEBIBYTE = 1024 * 1024;

/**
 * Most bytes of a JSON response, decompressed: several times what is plausible. Parsed, it takes several times as much
 * of the 128 MB of an isolate. Our choice.
 */
export const MAX_RESPONSE_BYTES = {
  /** Of most responses. A list row of an activity has about 600 bytes: ten years with two sessions a day fit. */
  list: 4 * MEBIBYTE,
  /** Of lists whose records are whole: activities with their intervals, events and workouts with their parsed steps. */
  wholeRecords: 8 * MEBIBYTE,
  /** Of samples: 24 hours of 20 streams. */
  samples: 16 * MEBIBYTE,
} as const;

export interface RequestSpec {
  /** `GET` if omitted. */
  method?: "GET" | "POST" | "PUT" | "DELETE";
  /** Below `/api/v1/`. */
  path: string;
  query?: Query;
  /** Sent as JSON, or as a form if it is `FormData`. */
  body?: unknown;
  /**
   * May be sent again after an unclear failure: reads, and writes that lead to the same state however often they
   * arrive.
   */
  repeatable?: boolean;
  /** Media type of the response, JSON if omitted. */
  accept?: string;
  /** Most bytes of a JSON response. `MAX_RESPONSE_BYTES.list` if omitted; a write gets `wholeRecords`. */
  maxBytes?: number;
}

export interface GetSpec<Schema extends z.ZodType> extends Pick<RequestSpec, "path" | "query" | "maxBytes"> {
  response: Schema;
}

export interface MutateSpec<Schema extends z.ZodType> extends RequestSpec {
  method: "POST" | "PUT" | "DELETE";
  response: Schema;
}

/** Reads JSON. @throws IntervalsError */
export type Get = <Schema extends z.ZodType>(spec: GetSpec<Schema>) => Promise<z.output<Schema>>;
/** Sends a write. @throws IntervalsError */
export type Mutate = <Schema extends z.ZodType>(spec: MutateSpec<Schema>) => Promise<z.output<Schema>>;
/** Requests a file. Resolves with the headers; the body is streamed as it is read. @throws IntervalsError */
export type Download = (spec: RequestSpec) => Promise<Response>;

/** A path below `/api/v1/`. Every inserted value becomes exactly one segment, whatever it contains. */
export function path(strings: TemplateStringsArray, ...segments: readonly (string | number)[]): string {
  return String.raw({ raw: strings }, ...segments.map((segment) => encodeURIComponent(segment)));
}
