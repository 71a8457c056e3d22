let lastTimestamp = 0;

/** Sorts by time, even within a millisecond. The random suffix keeps ids of two isolates apart. */
export function newSortableId(): string {
  lastTimestamp = Math.max(Date.now(), lastTimestamp + 1);
  const random = crypto.getRandomValues(new Uint8Array(4));
  return lastTimestamp.toString(36) + random.reduce((text, byte) => text + (byte % 36).toString(36), "");
}
