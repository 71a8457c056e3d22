/** Wrong keys that one address may try before it has to wait. Ours: enough for typing errors, too few for guessing. */
const MOST_FAILURES = 5;
const WINDOW_SECONDS = 15 * 60;

/** After this long an attempt whose end nobody noted is over. */
const OPEN_SECONDS = 15;

export interface Attempt {
  id: number;
}

/**
 * Begins an attempt of `who` (a keyed hash, never an address), says how many seconds it has to wait, or that others of
 * the same sender are under way which may turn out wrong. Counted before it is made and in one statement: however many
 * come at the same time, no more than the limit can be wrong.
 */
export async function beginAttempt(
  db: D1Database,
  who: string,
): Promise<Attempt | { waitSeconds: number } | "others first"> {
  const now = Math.floor(Date.now() / 1000);
  const attempt = await db
    .prepare(
      `INSERT INTO sign_in_failures SELECT 'open:' || ?1, ?2
       WHERE (SELECT COUNT(*) FROM sign_in_failures
              WHERE (who = ?1 AND failed_at > ?3) OR (who = 'open:' || ?1 AND failed_at > ?4)) < ?5
       RETURNING rowid AS id`,
    )
    .bind(who, now, now - WINDOW_SECONDS, now - OPEN_SECONDS, MOST_FAILURES)
    .first<Attempt>();
  if (attempt) return attempt;
  const failed = await db
    .prepare("SELECT COUNT(*) AS times, MIN(failed_at) AS first FROM sign_in_failures WHERE who = ? AND failed_at > ?")
    .bind(who, now - WINDOW_SECONDS)
    .first<{ times: number; first: number | null }>();
  if (!failed?.first || failed.times < MOST_FAILURES) return "others first";
  return { waitSeconds: failed.first + WINDOW_SECONDS - now };
}

/**
 * A wrong key stays counted, everything else does not. A right one takes nothing back: who has one could otherwise try
 * any number of wrong ones.
 */
export async function endAttempt(db: D1Database, { id }: Attempt, wasWrong: boolean): Promise<void> {
  const statement = wasWrong
    ? "UPDATE sign_in_failures SET who = substr(who, length('open:') + 1) WHERE rowid = ?"
    : "DELETE FROM sign_in_failures WHERE rowid = ?";
  await db.prepare(statement).bind(id).run();
}

/** For the daily cron. */
export async function forgetOldFailures(db: D1Database): Promise<void> {
  await db
    .prepare("DELETE FROM sign_in_failures WHERE failed_at <= ?")
    .bind(Math.floor(Date.now() / 1000) - WINDOW_SECONDS)
    .run();
}
