/**
 * What visitors wrote. Everything else of a world is generated again whenever it is needed, so an untouched
 * world costs no row at all.
 */
export interface Store {
  /** The writes of one athlete: kind → id → record, `null` where a generated record was deleted. */
  read(athlete: string): Map<string, Map<string, unknown>>;
  write(athlete: string, kind: string, id: string, record: unknown): void;
}

export function sqlStore(sql: SqlStorage): Store {
  sql.exec(
    "CREATE TABLE IF NOT EXISTS written (athlete TEXT, kind TEXT, id TEXT, record TEXT, PRIMARY KEY (athlete, kind, id)) WITHOUT ROWID",
  );
  return {
    read(athlete) {
      const kinds = new Map<string, Map<string, unknown>>();
      const rows = sql.exec<{ kind: string; id: string; record: string }>(
        "SELECT kind, id, record FROM written WHERE athlete = ?",
        athlete,
      );
      for (const { kind, id, record } of rows) {
        const records = kinds.get(kind) ?? new Map<string, unknown>();
        kinds.set(kind, records.set(id, JSON.parse(record)));
      }
      return kinds;
    },
    write(athlete, kind, id, record) {
      sql.exec("INSERT OR REPLACE INTO written VALUES (?, ?, ?, ?)", athlete, kind, id, JSON.stringify(record));
    },
  };
}

/** Generated records with the written ones laid over them. */
export interface Collection<T> {
  get(id: string | number): T | undefined;
  list(): T[];
  put(id: string | number, record: T): T;
  remove(id: string | number): boolean;
}

export interface Written {
  collection<T>(kind: string, generated?: Iterable<readonly [string | number, T]>): Collection<T>;
  /** Counts up for the life of the world. */
  nextNumber(): number;
}

export function writtenBy(athlete: string, store: Store, changed: () => void): Written {
  const kinds = store.read(athlete);
  const writtenOf = (kind: string) => {
    const records = kinds.get(kind) ?? new Map<string, unknown>();
    kinds.set(kind, records);
    return records;
  };
  const write = (kind: string, id: string, record: unknown) => {
    writtenOf(kind).set(id, record);
    store.write(athlete, kind, id, record);
    changed();
  };
  return {
    collection<T>(kind: string, generated: Iterable<readonly [string | number, T]> = []): Collection<T> {
      // A kind holds what this collection itself has put there.
      const written = [...writtenOf(kind)] as [string, T | null][];
      const merged = new Map<string, T>();
      for (const [id, record] of generated) merged.set(String(id), record);
      for (const [id, record] of written) {
        if (record === null) merged.delete(id);
        else merged.set(id, record);
      }
      return {
        get: (id) => merged.get(String(id)),
        list: () => [...merged.values()],
        put(id, record) {
          merged.set(String(id), record);
          write(kind, String(id), record);
          return record;
        },
        remove(id) {
          const known = merged.delete(String(id));
          if (known) write(kind, String(id), null);
          return known;
        },
      };
    },
    nextNumber() {
      const next = Number(writtenOf("counter").get("next") ?? 0) + 1;
      write("counter", "next", next);
      return next;
    },
  };
}
