/**
 * Requests per second that one user may cause, and the size of a burst. Ours: Intervals.icu allows about ten requests per
 * second and IP address, and all users of a deployment share its addresses.
 */
const REQUESTS_PER_SECOND = 5;
const BURST = 10;
/** A request that would have to wait longer is rejected instead. */
const MAX_WAIT_MILLISECONDS = 10_000;
/** Requests that can wait at the same time. */
const MAX_WAITING = (MAX_WAIT_MILLISECONDS / 1000) * REQUESTS_PER_SECOND;
/** How long an app counts as active after a request. Ours. */
const ACTIVE_MILLISECONDS = 60_000;
/** With several active apps: how many requests of one app may wait for each place that is left to the others. Ours. */
const WAITING_PER_FREE_PLACE = 4;

interface App {
  lastRequest: number;
  /** When its waiting requests will be sent. */
  sends: number[];
}

/**
 * A token bucket with reservations: the answer says when to send the request, not whether to ask again. The apps of a user
 * share it: the more requests of an app wait, the more places it has to leave free, so every app gets some.
 */
export class RateLimiter {
  #tokens = BURST;
  #updatedAt = 0;
  readonly #apps = new Map<string, App>();

  /** Reserves a request: milliseconds to wait before it is sent, or until there is room if it is not granted. */
  acquire(now: number, app: string): { granted: boolean; wait: number } {
    // The elapsed time is negative after the clock was set back.
    const elapsed = Math.max(0, now - this.#updatedAt);
    this.#tokens = Math.min(BURST, this.#tokens + (elapsed / 1000) * REQUESTS_PER_SECOND);
    this.#updatedAt = now;
    const wait = Math.max(0, Math.ceil(((1 - this.#tokens) / REQUESTS_PER_SECOND) * 1000));
    const { sends, mayWait } = this.#shareOf(app, now);
    if (wait > MAX_WAIT_MILLISECONDS || (wait > 0 && !mayWait)) return { granted: false, wait };
    this.#tokens -= 1;
    if (wait > 0) sends.push(now + wait);
    return { granted: true, wait };
  }

  #shareOf(name: string, now: number): { sends: number[]; mayWait: boolean } {
    for (const [other, { lastRequest }] of this.#apps) {
      if (now - lastRequest > ACTIVE_MILLISECONDS) this.#apps.delete(other);
    }
    const app = this.#apps.get(name) ?? { lastRequest: now, sends: [] };
    app.lastRequest = now;
    this.#apps.set(name, app);
    for (const one of this.#apps.values()) one.sends = one.sends.filter((time) => time > now);
    const waiting = [...this.#apps.values()].reduce((sum, { sends }) => sum + sends.length, 0);
    const mayWait = this.#apps.size === 1 || app.sends.length < WAITING_PER_FREE_PLACE * (MAX_WAITING - waiting);
    return { sends: app.sends, mayWait };
  }
}
