import { log } from "../log.ts";
import type { StoredCredential } from "./credential.ts";
import { SerialQueue } from "./serial-queue.ts";
import { settledWithin } from "./settled-within.ts";
import { today } from "./utc-day.ts";

/** How long a deletion or a command of the operator waits for the database. */
const MAX_WAIT_MILLISECONDS = 5_000;

export interface IndexedAccount {
  kind: StoredCredential["kind"];
  /** The master key that the credential is sealed with. */
  keyId: string;
}

/**
 * A user's row in the index of accounts. Demo visitors have none: anybody can become one. The index is for the operator,
 * so a database that fails or is slow stops nothing.
 */
export class AccountIndex {
  readonly #db: D1Database;
  readonly #uid: string;
  readonly #queue = new SerialQueue();

  constructor(db: D1Database, uid: string) {
    this.#db = db;
    this.#uid = uid;
  }

  /** Records that the account is connected and in use today. The caller need not wait. */
  record({ kind, keyId }: IndexedAccount): Promise<void> {
    if (kind === "demo") return Promise.resolve();
    return this.#run(
      this.#db
        .prepare(
          `INSERT INTO accounts VALUES (?, ?, ?, ?, ?) ON CONFLICT (uid)
           DO UPDATE SET kind = excluded.kind, key_id = excluded.key_id, last_used_on = excluded.last_used_on`,
        )
        .bind(this.#uid, kind, keyId, today(), today()),
    );
  }

  delete(): Promise<void> {
    return this.#run(this.#db.prepare("DELETE FROM accounts WHERE uid = ?").bind(this.#uid));
  }

  /** In order: a deletion must not be overtaken by an earlier record. */
  #run(statement: D1PreparedStatement): Promise<void> {
    const run = async () => {
      await statement.run();
    };
    const done = this.#queue
      .run("row", run)
      .catch((error) => log.error("account_index_failed", { uid: this.#uid, detail: String(error) }));
    return settledWithin(MAX_WAIT_MILLISECONDS, done);
  }
}
