import { LEASE_MILLISECONDS } from "./lock-store.ts";

/** The locks of an account, by RPC. */
export interface Locks {
  acquireLock(name: string): Promise<string | undefined>;
  renewLock(name: string, token: string): Promise<boolean>;
  releaseLock(name: string, token: string): Promise<void>;
}

export interface LockOptions {
  locks: Locks;
  name: string;
  renewalMilliseconds?: number;
}

/**
 * Runs `work` while nobody else holds the lock. Undefined if it did not become free in time.
 * `signal` aborts if the lock is lost, which only happens if it could not be renewed for a whole lease.
 */
export async function withLock<Result>(
  { locks, name, renewalMilliseconds = LEASE_MILLISECONDS / 3 }: LockOptions,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | undefined> {
  const token = await locks.acquireLock(name);
  if (token === undefined) return undefined;
  const lost = new AbortController();
  const done = new AbortController();
  const renewals = repeatUntil(done.signal, renewalMilliseconds, async () => {
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

async function repeatUntil(done: AbortSignal, milliseconds: number, renew: () => Promise<void>): Promise<void> {
  while (!done.aborted) {
    await scheduler.wait(milliseconds, { signal: done }).catch(() => {});
    // A renewal that fails is repeated before the lease expires.
    if (!done.aborted) await renew().catch(() => {});
  }
}
