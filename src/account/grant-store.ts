import type { AccountDatabase } from "./account-database.ts";
import { today } from "./utc-day.ts";

/** What an account knows of a grant beyond what the authorization server stores. */
export interface GrantRecord {
  isRevoked: boolean;
  /** Undefined if the user has taken no scope back. */
  remainingScopes: string[] | undefined;
  /** Day in UTC. */
  lastUsed: string | undefined;
}

type Row = {
  grant_id: string;
  revoked_at: number | null;
  remaining_scopes: string | null;
  last_used: string | null;
};

/** The grants of a user. Unlike the records in KV, they are consistent: a revocation applies at once, everywhere. */
export class GrantStore {
  readonly #db: AccountDatabase;
  /** Saves a write per call: a grant's last use is stored once a day. */
  readonly #lastUsed = new Map<string, string>();

  constructor(db: AccountDatabase) {
    this.#db = db;
  }

  find(grantId: string): GrantRecord | undefined {
    const [row] = this.#db.read<Row>("SELECT * FROM grants WHERE grant_id = ?", grantId);
    return row && toGrantRecord(row);
  }

  /** All grants that anything is known about, by id. */
  list(): Record<string, GrantRecord> {
    const rows = this.#db.read<Row>("SELECT * FROM grants");
    return Object.fromEntries(rows.map((row) => [row.grant_id, toGrantRecord(row)]));
  }

  revoke(grantId: string): void {
    this.#db.insert(
      `INSERT INTO grants (grant_id, revoked_at) VALUES (?, ?)
       ON CONFLICT (grant_id) DO UPDATE SET revoked_at = COALESCE(revoked_at, excluded.revoked_at)`,
      grantId,
      Date.now(),
    );
  }

  /** Leaves only these scopes. Scopes that were taken back earlier do not return. */
  reduceScopes(grantId: string, scopes: readonly string[]): void {
    const before = this.find(grantId)?.remainingScopes;
    const remaining = before ? scopes.filter((scope) => before.includes(scope)) : scopes;
    this.#db.insert(
      `INSERT INTO grants (grant_id, remaining_scopes) VALUES (?, ?)
       ON CONFLICT (grant_id) DO UPDATE SET remaining_scopes = excluded.remaining_scopes`,
      grantId,
      remaining.join(" "),
    );
  }

  /** The last day on which any grant was used. */
  lastUsedOn(): string | undefined {
    return this.#db.read<{ day: string | null }>("SELECT MAX(last_used) AS day FROM grants")[0]?.day ?? undefined;
  }

  /** Whether it is the first use of any grant on this day. */
  recordUse(grantId: string): boolean {
    const day = today();
    if (this.#lastUsed.get(grantId) === day) return false;
    const isFirst = this.lastUsedOn() !== day;
    this.#lastUsed.set(grantId, day);
    this.#db.insert(
      `INSERT INTO grants (grant_id, last_used) VALUES (?, ?)
       ON CONFLICT (grant_id) DO UPDATE SET last_used = excluded.last_used`,
      grantId,
      day,
    );
    return isFirst;
  }
}

function toGrantRecord({ revoked_at, remaining_scopes, last_used }: Row): GrantRecord {
  return {
    isRevoked: revoked_at !== null,
    remainingScopes: remaining_scopes?.split(" "),
    lastUsed: last_used ?? undefined,
  };
}
