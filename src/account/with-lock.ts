import { LEASE_MILLISECONDS } from "./lock-store.ts";

const RENEWAL_MILLISECONDS = LEASE_MILLISECONDS / 3;

/** The locks of an account, by RPC. */
export interface Locks {
  acquireLock(name: string): Promise<string | undefined>;
  renewLock(name: string, token: string): Promise<boolean>;
  releaseLock(name: string, token: string): Promise<void>;
}

/**
 * Runs `work` while nobody else holds the lock. Undefined if it did not become free in time.
 * `signal` aborts if the lock is lost, which only happens if it could not be renewed for a whole lease.
 */
export async function withLock<Result>(
  locks: Locks,
  name: string,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | undefined> {
  const token = await locks.acquireLock(name);
  if (token === undefined) return undefined;
  const lost = new AbortController();
  const done = new AbortController();
  const renewals = renewUntil(done.signal, async () => {
    if (!(await locks.renewLock(name, token))) lost.abort();
  });
  try {
    return await work(lost.signal);
  } finally {
    done.abort();
    await renewals;
    // A lock that cannot be released expires. The work is done, so this must not fail it.
    await locks.releaseLock(name, token).catch(() => {});
  }
}

async function renewUntil(done: AbortSignal, renew: () => Promise<void>): Promise<void> {
  while (!done.aborted) {
    await scheduler.wait(RENEWAL_MILLISECONDS, { signal: done }).catch(() => {});
    // One that fails is repeated before the lease expires.
    if (!done.aborted) await renew().catch(() => {});
  }
}
