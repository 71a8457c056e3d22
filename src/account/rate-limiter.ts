/**
 * Requests per second that one athlete may cause, and how many may come at once. Ours: Intervals.icu allows about ten
 * per second and address, and all athletes of a deployment share its addresses.
 */
const PER_SECOND = 5;
const BURST = 10;
/** Who would have to wait longer is told so instead. */
const LONGEST_WAIT = 10_000;

/** A token bucket that hands out reservations: the answer is when to send, not whether to ask again. */
export class RateLimiter {
  #left = BURST;
  #at = 0;

  acquire(now: number): { granted: boolean; wait: number } {
    // A clock that is set back must not take away what was there.
    this.#left = Math.min(BURST, this.#left + (Math.max(0, now - this.#at) / 1000) * PER_SECOND);
    this.#at = now;
    const wait = Math.max(0, Math.ceil(((1 - this.#left) / PER_SECOND) * 1000));
    if (wait > LONGEST_WAIT) return { granted: false, wait };
    this.#left -= 1;
    return { granted: true, wait };
  }
}
