/**
 * The records that users have written. All others are generated again when they are needed, so that an unchanged athlete
 * takes no rows.
 */
export interface RecordStore {
  /** The writes of one athlete by kind and id. The record is `null` where a generated one was deleted. */
  read(athlete: string): Map<string, Map<string, unknown>>;
  write(key: RecordKey, record: unknown): void;
}

export interface RecordKey {
  readonly athlete: string;
  readonly kind: string;
  readonly id: string;
}

export function createRecordStore(sql: SqlStorage): RecordStore {
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
    write({ athlete, kind, id }, record) {
      sql.exec("INSERT OR REPLACE INTO written VALUES (?, ?, ?, ?)", athlete, kind, id, JSON.stringify(record));
    },
  };
}

/** Generated records, overlaid with the written ones. */
export interface Collection<T> {
  get(id: string | number): T | undefined;
  list(): T[];
  put(id: string | number, record: T): T;
  /** Returns whether the record existed. */
  remove(id: string | number): boolean;
}

export interface AthleteRecords {
  collection<T>(kind: string, generated?: Iterable<readonly [string | number, T]>): Collection<T>;
  /** The next number of a counter that is stored with the records. */
  nextNumber(): number;
}

export interface OpenRecords {
  readonly athlete: string;
  readonly store: RecordStore;
  onWrite(): void;
}

export function openRecords({ athlete, store, onWrite }: OpenRecords): AthleteRecords {
  const kinds = store.read(athlete);
  const writtenOf = (kind: string) => {
    const records = kinds.get(kind) ?? new Map<string, unknown>();
    kinds.set(kind, records);
    return records;
  };
  const write = (kind: string, id: string, record: unknown) => {
    writtenOf(kind).set(id, record);
    store.write({ athlete, kind, id }, record);
    onWrite();
  };
  return {
    collection<T>(kind: string, generated: Iterable<readonly [string | number, T]> = []): Collection<T> {
      // Only this collection writes records of this kind.
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
          const existed = merged.delete(String(id));
          if (existed) write(kind, String(id), null);
          return existed;
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
