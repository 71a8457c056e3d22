/** The kinds of records that the change log covers. */
export type RecordKind =
  | "event"
  | "wellness"
  | "activity"
  | "streams"
  | "message"
  | "gear"
  | "reminder"
  | "sport-settings"
  | "custom-item"
  | "workout"
  | "folder";

/** A record as the API sends it, with all its fields. */
export type Json = Record<string, unknown>;

/** A record that a write is about to create, change or delete. */
export interface PlannedChange {
  /** Names the record within the write. */
  key: string;
  kind: RecordKind;
  /** Absent when the record is about to be created. */
  before?: RecordBefore;
}

export interface RecordBefore {
  id: string;
  record: Json;
  /** The file that the record was made from, when it can only be recreated from that file. */
  file?: Blob;
}

/** A record that was created, changed or deleted. */
export interface AppliedChange {
  kind: RecordKind;
  id: string;
  /** Absent when the record was deleted. */
  after?: Json;
}

/** Write-ahead log: every write is recorded before it is sent, and its outcome afterwards. */
export interface ChangeLogWriter {
  /** @throws when the changes cannot be recorded; nothing may be sent then */
  begin(changes: readonly PlannedChange[]): Promise<PendingEntry>;
}

export interface PendingEntry {
  /**
   * Records the outcomes by key; `null` means that the record was not changed. A planned change without an outcome
   * stays pending. A key that was not planned is one more created record.
   */
  settle(outcomes: ReadonlyMap<string, AppliedChange | null>): Promise<void>;
}
