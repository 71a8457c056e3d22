import { refusals } from "./api-errors.ts";
import { isLocalDate, isLocalTime, type LocalDate, type LocalTime } from "./local-date.ts";

/** The parameters behind the question mark, converted as Java would. */
export interface Query {
  text(name: string): string | undefined;
  list(name: string): readonly string[] | undefined;
  flag(name: string): boolean | undefined;
  number(name: string): number | undefined;
  /** A day or a moment; `end` widens a day to its last second. */
  time(name: string, edge: "start" | "end"): LocalTime | undefined;
  date(name: string): LocalDate | undefined;
  /** The same parameters, refusing a call that lacks this one. */
  need(name: string, type: string): string;
}

export function queryOf(parameters: URLSearchParams): Query {
  const text = (name: string) => parameters.get(name) || undefined;
  const query: Query = {
    text,
    list(name) {
      const all = parameters.getAll(name).filter((value) => value !== "");
      return all.length > 0 ? all.join(",").split(",") : undefined;
    },
    flag(name) {
      const value = text(name);
      if (value !== undefined && value !== "true" && value !== "false") throw refusals.mismatch(value, "boolean");
      return value === undefined ? undefined : value === "true";
    },
    number(name) {
      const value = text(name);
      if (value !== undefined && !/^-?\d+(\.\d+)?$/.test(value)) throw refusals.mismatch(value, "int");
      return value === undefined ? undefined : Number(value);
    },
    time(name, edge) {
      const value = text(name);
      if (value === undefined) return undefined;
      if (isLocalDate(value)) return `${value}T${edge === "start" ? "00:00:00" : "23:59:59"}`;
      if (!isLocalTime(value)) throw refusals.date(name, value);
      return value.length === 16 ? `${value}:00` : value;
    },
    date: (name) => query.time(name, "start")?.slice(0, 10),
    need(name, type) {
      const value = text(name);
      if (value === undefined) throw refusals.missingParameter(name, type);
      return value;
    },
  };
  return query;
}
