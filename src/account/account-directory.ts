import { daysAgo } from "./utc-day.ts";

/** A credential that nobody has used for this long is deleted by `npm run admin -- purge`. Ours: 13 months. */
const UNUSED_DAYS = 395;

export interface DeploymentStats {
  accounts: number;
  /** By how they are connected. */
  kinds: Record<string, number>;
  /** By the master key that their credentials are sealed with. */
  keys: Record<string, number>;
  usedToday: number;
  usedIn7Days: number;
  usedIn30Days: number;
  connectedIn30Days: number;
  /** Not used for 13 months. */
  unused: number;
}

/** The index of all accounts, for the operator. */
export class AccountDirectory {
  readonly #db: D1Database;

  constructor(db: D1Database) {
    this.#db = db;
  }

  async stats(): Promise<DeploymentStats> {
    const counts = await this.#db
      .prepare(
        `SELECT COUNT(*) AS accounts,
                COUNT(*) FILTER (WHERE last_used_on > ?1) AS usedToday,
                COUNT(*) FILTER (WHERE last_used_on > ?2) AS usedIn7Days,
                COUNT(*) FILTER (WHERE last_used_on > ?3) AS usedIn30Days,
                COUNT(*) FILTER (WHERE connected_on > ?3) AS connectedIn30Days,
                COUNT(*) FILTER (WHERE last_used_on <= ?4) AS unused
         FROM accounts`,
      )
      .bind(daysAgo(1), daysAgo(7), daysAgo(30), daysAgo(UNUSED_DAYS))
      .first<Omit<DeploymentStats, "kinds" | "keys">>();
    const none = { accounts: 0, usedToday: 0, usedIn7Days: 0, usedIn30Days: 0, connectedIn30Days: 0, unused: 0 };
    return { ...(counts ?? none), kinds: await this.#countBy("kind"), keys: await this.#countBy("key_id") };
  }

  /** Uids in order, of credentials that are sealed with another key. */
  findSealedOtherwise(keyId: string, page: { after: string; limit: number }): Promise<string[]> {
    return this.#uids("key_id <> ?", keyId, page);
  }

  /** Uids in order, of accounts that have not been used for 13 months. */
  findUnused(page: { after: string; limit: number }): Promise<string[]> {
    return this.#uids("last_used_on <= ?", daysAgo(UNUSED_DAYS), page);
  }

  async #countBy(column: "kind" | "key_id"): Promise<Record<string, number>> {
    const { results } = await this.#db
      .prepare(`SELECT ${column} AS name, COUNT(*) AS times FROM accounts GROUP BY ${column} ORDER BY ${column}`)
      .all<{ name: string; times: number }>();
    return Object.fromEntries(results.map(({ name, times }) => [name, times]));
  }

  async #uids(where: string, value: string, { after, limit }: { after: string; limit: number }): Promise<string[]> {
    const { results } = await this.#db
      .prepare(`SELECT uid FROM accounts WHERE ${where} AND uid > ? ORDER BY uid LIMIT ?`)
      .bind(value, after, limit)
      .all<{ uid: string }>();
    return results.map(({ uid }) => uid);
  }
}

/** The last use of an account that counts as unused. */
export const unusedSince = (): string => daysAgo(UNUSED_DAYS);
