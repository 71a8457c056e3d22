import { DEMO_RETENTION_DAYS } from "../sandbox/retention.ts";
import type { AccountDatabase } from "./account-database.ts";

/** When the account of a demo visitor is deleted, unless it is used again. Other accounts have no expiry. */
export class DemoExpiry {
  readonly #db: AccountDatabase;

  constructor(db: AccountDatabase) {
    this.#db = db;
  }

  postpone(): void {
    const expiresAt = Date.now() + DEMO_RETENTION_DAYS * 86_400_000;
    this.#db.insert("INSERT OR REPLACE INTO demo_expiry VALUES (1, ?)", expiresAt);
    this.#db.wakeAt(expiresAt);
  }

  /** Milliseconds; infinite for other accounts. */
  nextExpiry(): number {
    const [row] = this.#db.read<{ expires_at: number }>("SELECT expires_at FROM demo_expiry");
    return row?.expires_at ?? Number.POSITIVE_INFINITY;
  }
}
