import * as z from "zod";
import type { Keyring } from "../config.ts";
import { open, type SealedFor, seal } from "../crypto/envelope.ts";
import type {
  AppliedChange,
  ChangeLogWriter,
  Json,
  PendingEntry,
  PlannedChange,
  RecordBefore,
} from "../intervals/change-log.ts";
import { log } from "../log.ts";
import { ChangeAttachments } from "./change-attachments.ts";
import {
  type AttachmentPart,
  type ChangeBatch,
  type ChangePage,
  type ChangeQuery,
  MAX_RPC_CHARACTERS,
  type NewChange,
  type Settlement,
  type StoreResult,
} from "./change-rows.ts";
import {
  type ListedChange,
  type LoggedCall,
  type LoggedChange,
  type SealedAfter,
  type SealedBefore,
  toListedChange,
} from "./logged-change.ts";
import { onlyChanged } from "./only-changed.ts";
import { newSortableId } from "./sortable-id.ts";

/** Characters of JSON up to which records are stored in their rows, all of a call together and each alone. Ours. */
const MAX_INLINE_CHARACTERS = 4_000_000;
const MAX_ROW_CHARACTERS = 200_000;

/** The change log as an account object stores it, by RPC. */
export interface ChangeLogStorage {
  beginChanges(batch: ChangeBatch): Promise<StoreResult>;
  settleChanges(settlement: Settlement): Promise<void>;
  listChanges(query: ChangeQuery): Promise<ChangePage>;
  markChangeUndone(id: string): Promise<void>;
  readChangeParts(attachment: Pick<AttachmentPart, "changeId" | "name"> & { from: number }): Promise<string[]>;
}

interface PlannedRow {
  rowId: string;
  change: PlannedChange;
}

interface Outcome {
  rows: readonly PlannedRow[];
  outcomes: ReadonlyMap<string, AppliedChange | null>;
}

/** The change could not be recorded, so it was not sent. */
export class ChangeLogError extends Error {
  readonly reason: Exclude<StoreResult, "stored"> | "unavailable";
  constructor(reason: ChangeLogError["reason"], options?: ErrorOptions) {
    super(`the change could not be recorded: ${reason}`, options);
    this.name = "ChangeLogError";
    this.reason = reason;
  }
}

export interface ListedChanges {
  /** Newest call first, the changes of a call in order. */
  changes: ListedChange[];
  /** When the newest change was made that was dropped because the log was full. Milliseconds. */
  droppedUntil: number | undefined;
}

/** A user's changes of the last 30 days: a write-ahead log in their account object, with sealed contents. */
export class ChangeLog {
  readonly #storage: ChangeLogStorage;
  readonly #keyring: Keyring;
  readonly #owner: SealedFor;
  readonly #attachments: ChangeAttachments;

  constructor(storage: ChangeLogStorage, keyring: Keyring, uid: string) {
    this.#storage = storage;
    this.#keyring = keyring;
    this.#owner = { uid, kind: "change" };
    this.#attachments = new ChangeAttachments(keyring, this.#owner);
  }

  /** The log as the writes of one call use it. `onIncomplete`: a write was made whose outcome could not be recorded. */
  for(call: LoggedCall, onIncomplete: () => void): ChangeLogWriter {
    return { begin: (changes) => this.#begin(call, changes, onIncomplete) };
  }

  listLatestCalls(limit: number): Promise<ListedChanges> {
    return this.#list({ latest: limit });
  }

  async listByCall(callId: string): Promise<ListedChange[]> {
    return (await this.#list({ callId })).changes;
  }

  markUndone(changeId: string): Promise<void> {
    return this.#storage.markChangeUndone(changeId);
  }

  /** The original file of a deleted activity. @throws VaultError */
  async readFile({ id }: Pick<LoggedChange, "id">): Promise<Blob | undefined> {
    return this.#readAttachment({ changeId: id, name: "file" });
  }

  /** The whole record before the change, including one that was too large for its row. @throws VaultError */
  async readRecordBefore({ id, before }: Pick<LoggedChange, "id" | "before">): Promise<Json | undefined> {
    if (before) return before;
    const record = await this.#readAttachment({ changeId: id, name: "record" });
    return record && z.record(z.string(), z.unknown()).parse(JSON.parse(await record.text()));
  }

  async #begin(call: LoggedCall, changes: readonly PlannedChange[], onIncomplete: () => void): Promise<PendingEntry> {
    const rows = changes.map((change) => ({ rowId: newSortableId(), change }));
    const result = await this.#store(call, rows).catch((cause) => {
      throw new ChangeLogError("unavailable", { cause });
    });
    if (result !== "stored") throw new ChangeLogError(result);
    return {
      // The upstream write has happened, so failing to record its result must not fail the call.
      settle: (outcomes) =>
        this.#settle(call, { rows, outcomes }).catch((error) => {
          log.error("change_left_pending", { uid: this.#owner.uid, detail: String(error) });
          onIncomplete();
        }),
    };
  }

  /** Stores attachments before the changes that they belong to: until then, there is nothing to list or undo. */
  async #store(call: LoggedCall, rows: readonly PlannedRow[]): Promise<StoreResult> {
    const callId = call.id;
    const isInline = inlineWithin(rows.length);
    let parts: AttachmentPart[] = [];
    let size = 0;
    for (const { rowId, change } of rows) {
      const { record, file } = change.before ?? {};
      const json = record && JSON.stringify(record);
      const attachments = {
        ...(json && !isInline(json) && { record: new Blob([json]) }),
        ...(file && { file }),
      };
      for (const name of ["record", "file"] as const) {
        const content = attachments[name];
        if (!content) continue;
        for await (const part of this.#attachments.seal({ changeId: rowId, name }, content)) {
          if (size + part.sealed.length > MAX_RPC_CHARACTERS) {
            const result = await this.#storage.beginChanges({ callId, changes: [], parts });
            if (result !== "stored") return result;
            parts = [];
            size = 0;
          }
          parts.push(part);
          size += part.sealed.length;
        }
      }
    }
    return this.#storage.beginChanges({ callId, changes: await this.#sealRows(call, rows), parts });
  }

  async #settle(call: LoggedCall, { rows, outcomes }: Outcome): Promise<void> {
    const rowIds = new Map(rows.map(({ rowId, change }) => [change.key, rowId]));
    const planned = new Map(rows.map(({ change }) => [change.key, change]));
    const created: PlannedRow[] = [];
    const applied: Promise<Settlement["applied"][number]>[] = [];
    const unchanged: string[] = [];
    const isInline = inlineWithin(outcomes.size);
    for (const [key, outcome] of outcomes) {
      const rowId = rowIds.get(key);
      if (!outcome) {
        if (rowId !== undefined) unchanged.push(rowId);
        continue;
      }
      const id = rowId ?? newSortableId();
      if (rowId === undefined) created.push({ rowId: id, change: { key, kind: outcome.kind } });
      // A record that is too large is stored like one that the API did not return.
      const after = outcome.after && (isInline(JSON.stringify(outcome.after)) ? outcome.after : {});
      const change = { ...outcome, ...(after && { after }) };
      applied.push(this.#sealOutcome(call, { id, change, before: planned.get(key)?.before }));
    }
    await this.#storage.settleChanges({
      callId: call.id,
      created: await this.#sealRows(call, created),
      applied: await Promise.all(applied),
      unchanged,
    });
  }

  /** Of other athletes' records, only what was changed stays in the log. */
  async #sealOutcome(
    call: LoggedCall,
    { id, change, before }: { id: string; change: AppliedChange; before: RecordBefore | undefined },
  ): Promise<Settlement["applied"][number]> {
    const { kind, id: recordId, after } = change;
    const reduced = call.athlete === "0" ? undefined : onlyChanged({ kind, before: before?.record, after });
    const sealed = await this.#seal({ recordId, after: reduced?.after ?? after });
    if (!reduced?.before) return { id, after: sealed };
    const { id: _, ...about } = call;
    return { id, after: sealed, before: await this.#seal({ ...about, kind, recordId, before: reduced.before }) };
  }

  #sealRows({ id: _, ...about }: LoggedCall, rows: readonly PlannedRow[]): Promise<NewChange[]> {
    const isInline = inlineWithin(rows.length);
    return Promise.all(
      rows.map(async ({ rowId, change: { kind, before } }) => {
        const content: SealedBefore = {
          ...about,
          kind,
          recordId: before?.id,
          ...(before && isInline(JSON.stringify(before.record)) && { before: before.record }),
          ...(before?.file && { hasFile: true }),
        };
        return { id: rowId, before: await this.#seal(content) };
      }),
    );
  }

  async #list(of: ChangeQuery["of"]): Promise<ListedChanges> {
    const changes: ListedChange[] = [];
    let behind: ChangeQuery["behind"];
    for (;;) {
      const { rows, isComplete, droppedUntil } = await this.#storage.listChanges({ of, ...(behind && { behind }) });
      changes.push(...(await Promise.all(rows.map((row) => toListedChange(row, (text) => this.#open(text))))));
      const last = rows.at(-1);
      if (isComplete || !last) return { changes, droppedUntil };
      behind = { callId: last.call_id, id: last.id };
    }
  }

  async #readAttachment(attachment: Pick<AttachmentPart, "changeId" | "name">): Promise<Blob | undefined> {
    const parts: string[] = [];
    for (;;) {
      const more = await this.#storage.readChangeParts({ ...attachment, from: parts.length });
      if (more.length === 0) return parts.length > 0 ? this.#attachments.open(parts) : undefined;
      parts.push(...more);
    }
  }

  #seal(content: SealedBefore | SealedAfter): Promise<string> {
    return seal(this.#keyring, this.#owner, JSON.stringify(content));
  }

  async #open(envelope: string): Promise<unknown> {
    return JSON.parse((await open(this.#keyring, this.#owner, envelope)).plaintext);
  }
}

const inlineWithin = (rows: number) => {
  const limit = Math.min(MAX_ROW_CHARACTERS, MAX_INLINE_CHARACTERS / Math.max(1, rows));
  return (json: string): boolean => json.length <= limit;
};
