/** A Wednesday morning in Auckland (13 May 2026, 09:00). */
export const NOW = "2026-05-12T21:00:00Z";

const RealDate = Date;

/**
 * Puts the clock to `now`, from where it goes on, so that answers can be compared as a whole. Sign in before: the
 * store keeps real time and refuses what has expired by it.
 */
export function setClock(now = NOW): void {
  const behind = RealDate.now() - RealDate.parse(now);
  globalThis.Date = class extends RealDate {
    constructor(...args: []) {
      // Without arguments a date is the moment; with any of the other forms it is what they say.
      super(...(args.length === 0 ? ([RealDate.now() - behind] as unknown as []) : args));
    }
    static override now(): number {
      return RealDate.now() - behind;
    }
  } as DateConstructor;
}

/** Moves the clock on, for example until an athlete's requests are there again. */
export function passTime(seconds: number): void {
  setClock(new Date(Date.now() + seconds * 1000).toISOString());
}

export function resetClock(): void {
  globalThis.Date = RealDate;
}
