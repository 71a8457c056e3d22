/** Characters that one response to the Worker may contain. RPC allows 32 MiB. */
export const MAX_RPC_CHARACTERS = 8_000_000;

/** `pending`: the write was started and its outcome was never recorded. */
export type ChangeState = "pending" | "applied" | "undone";

export type ChangeRow = {
  id: string;
  call_id: string;
  /** Milliseconds. */
  created_at: number;
  state: ChangeState;
  /** Envelopes. */
  before: string;
  after: string | null;
};

/** A change that is about to be made. Ids sort by time. */
export interface NewChange {
  id: string;
  before: string;
}

/** A part of what is too large for a row. */
export interface AttachmentPart {
  changeId: string;
  name: "file" | "record";
  part: number;
  sealed: string;
}

export interface ChangeBatch {
  callId: string;
  changes: readonly NewChange[];
  parts: readonly AttachmentPart[];
}

/** `too_large`: the log would be over its budget even without the older calls. `disconnected`: nothing may be stored. */
export type StoreResult = "stored" | "too_large" | "disconnected";

export interface Settlement {
  callId: string;
  /** Changes that were not planned. */
  created: readonly NewChange[];
  /** `before` replaces what was stored with the plan, attachments included. */
  applied: readonly { id: string; before?: string; after: string }[];
  /** Ids of planned changes that were not made. */
  unchanged: readonly string[];
}

export interface ChangeQuery {
  /** The latest calls, or one call. */
  of: { latest: number } | { callId: string };
  /** Continues behind this change. */
  behind?: { callId: string; id: string };
}

export interface ChangePage {
  /** Newest call first, the changes of a call in order. */
  rows: ChangeRow[];
  isComplete: boolean;
  /** When the newest change was made that was dropped because the log was full. */
  droppedUntil: number | undefined;
}
