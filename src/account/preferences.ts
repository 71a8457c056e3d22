import type { AccountDatabase } from "./account-database.ts";

/** What a user has set once for all connections. */
export class Preferences {
  readonly #db: AccountDatabase;

  constructor(db: AccountDatabase) {
    this.#db = db;
  }

  /** Whether calls that delete or change many records are confirmed first. On by default. */
  get requiresConfirmation(): boolean {
    return this.#find("requires_confirmation") !== "no";
  }

  set requiresConfirmation(required: boolean) {
    this.#db.insert(
      "INSERT OR REPLACE INTO preferences VALUES (?, ?)",
      "requires_confirmation",
      required ? "yes" : "no",
    );
  }

  #find(name: string): string | undefined {
    return this.#db.read<{ value: string }>("SELECT value FROM preferences WHERE name = ?", name)[0]?.value;
  }
}
