/** Wrong keys that one address may try before it has to wait. Ours: enough for typing errors, too few for guessing. */
const MOST_FAILURES = 5;
const WINDOW_SECONDS = 15 * 60;

/** One that counts as a failure until it is taken back. */
export interface Attempt {
  id: number;
}

/**
 * Counts an attempt of `who` (a keyed hash, never an address), or says how many seconds it has to wait. Counted before
 * it is made, in one statement: however many are made at the same time, no more than the limit are.
 */
export async function beginAttempt(db: D1Database, who: string): Promise<Attempt | { waitSeconds: number }> {
  const now = Math.floor(Date.now() / 1000);
  const attempt = await db
    .prepare(
      `INSERT INTO sign_in_failures SELECT ?1, ?2
       WHERE (SELECT COUNT(*) FROM sign_in_failures WHERE who = ?1 AND failed_at > ?3) < ?4 RETURNING rowid AS id`,
    )
    .bind(who, now, now - WINDOW_SECONDS, MOST_FAILURES)
    .first<Attempt>();
  if (attempt) return attempt;
  const oldest = await db
    .prepare("SELECT MIN(failed_at) AS at FROM sign_in_failures WHERE who = ? AND failed_at > ?")
    .bind(who, now - WINDOW_SECONDS)
    .first<{ at: number | null }>();
  return { waitSeconds: (oldest?.at ?? now) + WINDOW_SECONDS - now };
}

/** It was no wrong key. Others stay counted: who has one right key could otherwise try any number of wrong ones. */
export async function takeBackAttempt(db: D1Database, { id }: Attempt): Promise<void> {
  await db.prepare("DELETE FROM sign_in_failures WHERE rowid = ?").bind(id).run();
}

/** For the daily cron. */
export async function forgetOldFailures(db: D1Database): Promise<void> {
  await db
    .prepare("DELETE FROM sign_in_failures WHERE failed_at <= ?")
    .bind(Math.floor(Date.now() / 1000) - WINDOW_SECONDS)
    .run();
}
