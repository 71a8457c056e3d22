/** Wrong keys per network and window. Our choice: enough for typing errors, too few to guess a key. */
const MAX_FAILURES = 5;
const WINDOW_SECONDS = 15 * 60;

/** An attempt whose request died before it was settled stops counting after this time. */
const OPEN_SECONDS = 15;

export type Attempt =
  | { state: "reserved"; id: number }
  | { state: "blocked"; waitSeconds: number }
  /** The other attempts of this client that are open could all fail and reach the limit. */
  | { state: "busy" };

/**
 * Counts the attempt before it is made, in one statement: however many attempts run in parallel, no more than
 * `MAX_FAILURES` of them can fail. `client` is a keyed hash of the network that the request came from, never an address.
 */
export async function reserveAttempt(db: D1Database, client: string): Promise<Attempt> {
  const now = nowSeconds();
  const reserved = await db
    .prepare(
      `INSERT INTO login_attempts SELECT 'open:' || ?1, ?2
       WHERE (SELECT COUNT(*) FROM login_attempts
              WHERE (client = ?1 AND attempted_at > ?3) OR (client = 'open:' || ?1 AND attempted_at > ?4)) < ?5
       RETURNING rowid AS id`,
    )
    .bind(client, now, now - WINDOW_SECONDS, now - OPEN_SECONDS, MAX_FAILURES)
    .first<{ id: number }>();
  if (reserved) return { state: "reserved", id: reserved.id };
  const failed = await db
    .prepare(
      "SELECT COUNT(*) AS times, MIN(attempted_at) AS first FROM login_attempts WHERE client = ? AND attempted_at > ?",
    )
    .bind(client, now - WINDOW_SECONDS)
    .first<{ times: number; first: number | null }>();
  if (!failed?.first || failed.times < MAX_FAILURES) return { state: "busy" };
  return { state: "blocked", waitSeconds: failed.first + WINDOW_SECONDS - now };
}

/**
 * Only a wrong key stays counted. A right key does not reset the count: otherwise an attacker with one valid key could
 * try any number of others.
 */
export async function settleAttempt(
  db: D1Database,
  { id, wasWrong }: { id: number; wasWrong: boolean },
): Promise<void> {
  const statement = wasWrong
    ? "UPDATE login_attempts SET client = substr(client, length('open:') + 1) WHERE rowid = ?"
    : "DELETE FROM login_attempts WHERE rowid = ?";
  await db.prepare(statement).bind(id).run();
}

/** For the daily cron. */
export async function deleteExpiredAttempts(db: D1Database): Promise<void> {
  await db
    .prepare("DELETE FROM login_attempts WHERE attempted_at <= ?")
    .bind(nowSeconds() - WINDOW_SECONDS)
    .run();
}

const nowSeconds = (): number => Math.floor(Date.now() / 1000);
