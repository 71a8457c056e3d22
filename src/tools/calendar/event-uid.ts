import { canonicalJson, sha256Bytes } from "../../crypto/digest.ts";
import type { NewEvent } from "../../intervals/event-writes.ts";
import type { LocalDate } from "../../intervals/local-date.ts";

/**
 * The iCalendar UID of a new event, derived from its content and the day of the call, so that repeating the same call
 * on that day creates only one event.
 */
export const eventUid = (event: NewEvent, today: LocalDate): Promise<string> => uuidOf([today, event]);

/** A UUID of version 8 (RFC 9562, custom scheme) that is always the same for the same content. */
export async function uuidOf(content: unknown): Promise<string> {
  const hex = (await sha256Bytes(canonicalJson(content))).slice(0, 16).toHex();
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)];
  return parts.join("-");
}
