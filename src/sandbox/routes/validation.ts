import { apiErrors } from "../api-errors.ts";
import type { Fields } from "../fields.ts";

const MAX_NAME = 80;

/** A numeric path parameter. */
export function numberParameter(name: string, value: string | undefined): number {
  if (!/^\d+$/.test(value ?? "")) throw apiErrors.notANumber(name, value ?? "");
  return Number(value);
}

export function withValidName(fields: Fields): Fields {
  if (typeof fields.name === "string" && fields.name.length > MAX_NAME) throw apiErrors.nameTooLong();
  return fields;
}

/** How many copies to make: one by default, 52 at most. */
export const copyCount = (sent: unknown): number => Math.min(52, Math.max(0, Number(sent ?? 1)) || 0);
