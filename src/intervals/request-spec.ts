import type * as z from "zod";

export type Query = Record<string, string | number | boolean | readonly string[] | undefined>;

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
}

export interface GetSpec<Schema extends z.ZodType> extends Pick<RequestSpec, "path" | "query"> {
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
