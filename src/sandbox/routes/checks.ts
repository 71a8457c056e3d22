import { refusals } from "../api-errors.ts";
import type { Fields } from "../fields.ts";

const MAX_NAME = 80;

/** A path segment that must be a number. */
export function numberIn(name: string, value: string | undefined): number {
  if (!/^\d+$/.test(value ?? "")) throw refusals.notANumber(name, value ?? "");
  return Number(value);
}

export function checkedName(fields: Fields): Fields {
  if (typeof fields.name === "string" && fields.name.length > MAX_NAME) throw refusals.nameTooLong();
  return fields;
}

/** How often something is to be copied: once, and for a year of weeks at most. */
export const copies = (sent: unknown): number => Math.min(52, Math.max(0, Number(sent ?? 1)) || 0);
