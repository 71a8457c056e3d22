import { canonicalJson, sha256Bytes } from "../../crypto/digest.ts";
import type { NewEvent } from "../../intervals/event-writes.ts";
import type { LocalDate } from "../../intervals/local-date.ts";

/**
 * The iCalendar UID of a new entry, made of what it says and the day it is asked for: however often a host or a retry
 * repeats the same call that day, there is one entry.
 */
export const eventUid = (event: NewEvent, today: LocalDate): Promise<string> => uuidOf([today, event]);

/** The same content has the same id. Formatted as a UUID of version 8 (RFC 9562, own scheme). */
export async function uuidOf(content: unknown): Promise<string> {
  const hex = (await sha256Bytes(canonicalJson(content))).slice(0, 16).toHex();
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)];
  return parts.join("-");
}
