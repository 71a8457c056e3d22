/** Wrong keys that one address may try before it has to wait. Ours: enough for typing errors, too few for guessing. */
const MOST_FAILURES = 5;
const WINDOW_SECONDS = 15 * 60;

/** Seconds until `who` (a keyed hash, never an address) may try again; 0 = now. */
export async function secondsUntilNextAttempt(db: D1Database, who: string): Promise<number> {
  const now = Math.floor(Date.now() / 1000);
  const row = await db
    .prepare(
      "SELECT COUNT(*) AS failures, MIN(failed_at) AS first FROM sign_in_failures WHERE who = ? AND failed_at > ?",
    )
    .bind(who, now - WINDOW_SECONDS)
    .first<{ failures: number; first: number | null }>();
  if (!row?.first || row.failures < MOST_FAILURES) return 0;
  return row.first + WINDOW_SECONDS - now;
}

export async function countFailure(db: D1Database, who: string): Promise<void> {
  await db
    .prepare("INSERT INTO sign_in_failures VALUES (?, ?)")
    .bind(who, Math.floor(Date.now() / 1000))
    .run();
}

export async function forgetFailures(db: D1Database, who: string): Promise<void> {
  await db.prepare("DELETE FROM sign_in_failures WHERE who = ?").bind(who).run();
}

/** For the daily cron. */
export async function forgetOldFailures(db: D1Database): Promise<void> {
  await db
    .prepare("DELETE FROM sign_in_failures WHERE failed_at <= ?")
    .bind(Math.floor(Date.now() / 1000) - WINDOW_SECONDS)
    .run();
}
