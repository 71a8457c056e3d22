/** What can be changed, each with an id of its own. */
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

/** A record as the API sends it, with every field it has. */
export type Json = Record<string, unknown>;

/** A record before a change: without `id` it is about to be made. */
export interface RecordBefore {
  kind: RecordKind;
  id?: string;
  was?: Json;
  /** The file behind it, where the API would make it anew from one. */
  file?: Blob;
}

/** A record after a change; without `is` it is gone. */
export interface RecordAfter {
  id?: string;
  is?: Json;
}

/** Remembers what is changed. */
export interface ChangeLogWriter {
  /** Before anything is sent. @throws when it cannot be written down, and then nothing must be changed */
  begin(befores: readonly RecordBefore[]): Promise<PendingEntry>;
}

export interface PendingEntry {
  /** In the order of `befores`, nothing for those that were not changed after all; more follow where more were made. */
  made(afters: readonly (RecordAfter | undefined)[]): Promise<void>;
  /** Nothing was changed. */
  dropped(): Promise<void>;
}
