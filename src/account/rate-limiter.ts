/**
 * Requests per second that one user may cause, and the size of a burst. Ours: Intervals.icu allows about ten requests per
 * second and IP address, and all users of a deployment share its addresses.
 */
const REQUESTS_PER_SECOND = 5;
const BURST = 10;
/** A request that would have to wait longer is rejected instead. */
const MAX_WAIT_MILLISECONDS = 10_000;

/** A token bucket with reservations: the answer says when to send the request, not whether to ask again. */
export class RateLimiter {
  #tokens = BURST;
  #updatedAt = 0;

  /** Reserves a request: milliseconds to wait before it is sent, or until there is room if it is not granted. */
  acquire(now: number): { granted: boolean; wait: number } {
    // The elapsed time is negative after the clock was set back.
    const elapsed = Math.max(0, now - this.#updatedAt);
    this.#tokens = Math.min(BURST, this.#tokens + (elapsed / 1000) * REQUESTS_PER_SECOND);
    this.#updatedAt = now;
    const wait = Math.max(0, Math.ceil(((1 - this.#tokens) / REQUESTS_PER_SECOND) * 1000));
    if (wait > MAX_WAIT_MILLISECONDS) return { granted: false, wait };
    this.#tokens -= 1;
    return { granted: true, wait };
  }
}
