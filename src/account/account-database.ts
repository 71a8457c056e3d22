import { log } from "../log.ts";
import { MIGRATIONS } from "./schema.ts";

type Row = Record<string, SqlStorageValue>;

/**
 * The SQLite database of an account object. Its tables are created by the first write: anybody can wake the object of an
 * invented uid, and a read must not leave anything behind there.
 */
export class AccountDatabase {
  readonly #storage: DurableObjectStorage;
  readonly #migrations: readonly string[];
  #isCurrent = false;
  /** The alarm is set for this time or an earlier one. */
  #wakesAt = Number.POSITIVE_INFINITY;
  #alarm: Promise<void> = Promise.resolve();

  constructor(storage: DurableObjectStorage, migrations = MIGRATIONS) {
    this.#storage = storage;
    this.#migrations = migrations;
  }

  /** The rows of a query; none before the first write. */
  read<Result extends Row>(query: string, ...values: SqlStorageValue[]): Result[] {
    return this.#exists() ? this.#execute<Result>(query, ...values) : [];
  }

  /** Changes or deletes rows; nothing before the first write. */
  update(statement: string, ...values: SqlStorageValue[]): void {
    if (this.#exists()) this.#execute(statement, ...values);
  }

  /** Inserts rows, into tables that are created if necessary. */
  insert(statement: string, ...values: SqlStorageValue[]): void {
    this.#execute(statement, ...values);
  }

  /** Makes all changes of `work`, or none if it throws. */
  transaction<Result>(work: () => Result): Result {
    return this.#storage.transactionSync(work);
  }

  /** Runs the object's alarm at this time at the latest. */
  wakeAt(time: number): void {
    if (time >= this.#wakesAt) return;
    this.#wakesAt = time;
    this.#alarm = this.#alarm
      .then(async () => {
        const earlier = await this.#storage.getAlarm();
        if (earlier === null || time < earlier) await this.#storage.setAlarm(time);
      })
      .catch(log.exception);
  }

  /** The alarm has run, so there is none any more. */
  alarmRan(): void {
    this.#wakesAt = Number.POSITIVE_INFINITY;
  }

  /** Tables with their rows, for the data export. */
  readAll({ except }: { except: readonly string[] }): Record<string, Row[]> {
    const tables = this.read<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
      .map(({ name }) => name)
      .filter((name) => !/^(sqlite_|_cf_|schema_version$)/.test(name) && !except.includes(name));
    return Object.fromEntries(tables.map((name) => [name, this.read(`SELECT * FROM "${name}"`)]));
  }

  async deleteAll(): Promise<void> {
    await this.#alarm;
    const deletion = Promise.all([this.#storage.deleteAlarm(), this.#storage.deleteAll()]);
    this.#isCurrent = false;
    this.#wakesAt = Number.POSITIVE_INFINITY;
    await deletion;
    this.#isCurrent = false;
  }

  #execute<Result extends Row>(statement: string, ...values: SqlStorageValue[]): Result[] {
    this.#migrate();
    return this.#storage.sql.exec<Result>(statement, ...values).toArray();
  }

  #exists(): boolean {
    if (this.#isCurrent) return true;
    return this.#storage.sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'schema_version'").toArray().length > 0;
  }

  #migrate(): void {
    if (this.#isCurrent) return;
    const { sql } = this.#storage;
    this.#storage.transactionSync(() => {
      sql.exec("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)");
      const [row] = sql.exec<{ version: number }>("SELECT version FROM schema_version").toArray();
      const version = row?.version ?? 0;
      for (const statement of this.#migrations.slice(version)) sql.exec(statement);
      if (!row) sql.exec("INSERT INTO schema_version VALUES (?)", this.#migrations.length);
      else if (version < this.#migrations.length)
        sql.exec("UPDATE schema_version SET version = ?", this.#migrations.length);
    });
    this.#isCurrent = true;
  }
}
