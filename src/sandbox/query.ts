import { apiErrors } from "./api-errors.ts";
import { isLocalDate, isLocalTime, type LocalDate, type LocalTime } from "./local-date.ts";

/** Query parameters, converted as Java would. An empty parameter is a missing one. */
export interface Query {
  text(name: string): string | undefined;
  list(name: string): readonly string[] | undefined;
  boolean(name: string): boolean | undefined;
  number(name: string): number | undefined;
  /** A date becomes the first or the last second of the day. */
  time(name: string, edge: "start" | "end"): LocalTime | undefined;
  date(name: string): LocalDate | undefined;
  /** Throws if the parameter is missing. `type` is its Java type, which the error names. */
  require(name: string, type: string): string;
}

export function queryOf(parameters: URLSearchParams): Query {
  const text = (name: string) => parameters.get(name) || undefined;
  const query: Query = {
    text,
    list(name) {
      const all = parameters.getAll(name).filter((value) => value !== "");
      return all.length > 0 ? all.join(",").split(",") : undefined;
    },
    boolean(name) {
      const value = text(name);
      if (value !== undefined && value !== "true" && value !== "false") throw apiErrors.mismatch(value, "boolean");
      return value === undefined ? undefined : value === "true";
    },
    number(name) {
      const value = text(name);
      if (value !== undefined && !/^-?\d+(\.\d+)?$/.test(value)) throw apiErrors.mismatch(value, "int");
      return value === undefined ? undefined : Number(value);
    },
    time(name, edge) {
      const value = text(name);
      if (value === undefined) return undefined;
      if (isLocalDate(value)) return `${value}T${edge === "start" ? "00:00:00" : "23:59:59"}`;
      if (!isLocalTime(value)) throw apiErrors.date(name, value);
      return value.length === 16 ? `${value}:00` : value;
    },
    date: (name) => query.time(name, "start")?.slice(0, 10),
    require(name, type) {
      const value = text(name);
      if (value === undefined) throw apiErrors.missingParameter(name, type);
      return value;
    },
  };
  return query;
}
