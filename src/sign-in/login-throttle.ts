import { settledWithin } from "../account/settled-within.ts";
import { log } from "../log.ts";

/** Wrong keys per network and window. Our choice: enough for typing errors, too few to guess a key. */
const MAX_FAILURES = 5;
const WINDOW_SECONDS = 15 * 60;

/** How long an attempt waits for others of its network, which could all fail and reach the limit. */
const MAX_WAIT_MILLISECONDS = 3_000;
/** How long a sign-in waits for the database. */
const DATABASE_MILLISECONDS = 2_000;

/** The attempts of a network that this isolate is making. Keyed hashes of networks, kept while they are in use. */
const open = new Map<string, { attempts: number; ended: PromiseWithResolvers<void> }>();

export type Throttled<Value> = { state: "made"; value: Value } | { state: "blocked"; waitSeconds: number };

export interface Attempt<Value> {
  db: D1Database;
  /** A keyed hash of the network that the request came from, never an address. */
  client: string;
  /** Tries the key. */
  make(): Promise<Value>;
  wasWrong(value: Value): boolean;
}

/**
 * Makes an attempt unless too many wrong keys came from the same network. Only wrong keys count, once they are known to
 * be wrong. A right key does not reset the count: otherwise an attacker with one valid key could try any number of
 * others. If the database fails, nothing is counted.
 */
export async function throttle<Value>({ db, client, make, wasWrong }: Attempt<Value>): Promise<Throttled<Value>> {
  const waitSeconds = await takeTurn(db, client);
  if (waitSeconds > 0) return { state: "blocked", waitSeconds };
  try {
    const value = await make();
    if (wasWrong(value)) await withinLimits(recordFailure(db, client), undefined);
    return { state: "made", value };
  } finally {
    endTurn(client);
  }
}

/** For the daily cron. */
export async function deleteExpiredAttempts(db: D1Database): Promise<void> {
  await expiredAttempts(db).run();
}

/** Seconds for which the network is blocked; 0 once the attempt may be made. */
async function takeTurn(db: D1Database, client: string): Promise<number> {
  const deadline = Date.now() + MAX_WAIT_MILLISECONDS;
  for (;;) {
    const before = open.get(client);
    const failures = await withinLimits(findFailures(db, client), { times: 0, waitSeconds: 0 });
    if (failures.times >= MAX_FAILURES) return failures.waitSeconds;
    const current = open.get(client);
    const isCounted = before === current;
    const mayAllFail = failures.times + (current?.attempts ?? 0) < MAX_FAILURES;
    if ((isCounted && mayAllFail) || Date.now() >= deadline) {
      const { attempts, ended } = current ?? { attempts: 0, ended: Promise.withResolvers<void>() };
      open.set(client, { attempts: attempts + 1, ended });
      return 0;
    }
    if (isCounted && current) await settledWithin(deadline - Date.now(), current.ended.promise);
  }
}

function endTurn(client: string): void {
  const { attempts, ended } = open.get(client) ?? {};
  if (attempts === undefined || attempts <= 1) open.delete(client);
  else open.set(client, { attempts: attempts - 1, ended: Promise.withResolvers() });
  ended?.resolve();
}

async function findFailures(db: D1Database, client: string): Promise<{ times: number; waitSeconds: number }> {
  const now = nowSeconds();
  const found = await db
    .prepare(
      "SELECT COUNT(*) AS times, MIN(attempted_at) AS first FROM login_attempts WHERE client = ? AND attempted_at > ?",
    )
    .bind(client, now - WINDOW_SECONDS)
    .first<{ times: number; first: number | null }>();
  return { times: found?.times ?? 0, waitSeconds: (found?.first ?? now) + WINDOW_SECONDS - now };
}

/** Deletes expired attempts too, so that the table never has more than those of one window. */
async function recordFailure(db: D1Database, client: string): Promise<void> {
  const insertion = db.prepare("INSERT INTO login_attempts VALUES (?, ?)").bind(client, nowSeconds());
  await db.batch([expiredAttempts(db), insertion]);
}

const expiredAttempts = (db: D1Database): D1PreparedStatement =>
  db.prepare("DELETE FROM login_attempts WHERE attempted_at <= ?").bind(nowSeconds() - WINDOW_SECONDS);

/** A database that fails or does not answer must not keep a right key out. */
async function withinLimits<Value>(query: Promise<Value>, otherwise: Value): Promise<Value> {
  let answer = otherwise;
  const answered = query.then(
    (value) => {
      answer = value;
    },
    (error) => log.error("login_throttle_failed", { detail: String(error) }),
  );
  await settledWithin(DATABASE_MILLISECONDS, answered);
  return answer;
}

const nowSeconds = (): number => Math.floor(Date.now() / 1000);
