/** Resolves when `promise` has settled or after `milliseconds`, whichever is first. Leaves no timer behind. */
export async function settledWithin(milliseconds: number, promise: Promise<unknown>): Promise<void> {
  const settled = new AbortController();
  const timer = scheduler.wait(milliseconds, { signal: settled.signal }).catch(() => {});
  await Promise.race([promise.catch(() => {}), timer]);
  settled.abort();
}
