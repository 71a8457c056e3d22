import * as z from "zod";
import { VaultError } from "../crypto/envelope.ts";
import type { Json, RecordKind } from "../intervals/change-log.ts";
import type { ChangeRow, ChangeState } from "./change-rows.ts";

/** One tool call. Its changes are listed and undone together. */
export interface LoggedCall {
  id: string;
  tool: string;
  /** The effect that a connection must be allowed to undo this call. */
  effect: string;
  /** Name of the client app. */
  app: string;
  /** Athlete whose records were changed: `0` for the owner of the credential. */
  athlete: string;
  /** Id of the call that this one undoes. */
  undoes?: string;
}

export const SealedBefore = z.object({
  tool: z.string(),
  effect: z.string(),
  app: z.string(),
  athlete: z.string(),
  undoes: z.string().optional(),
  kind: z.string().transform((kind) => kind as RecordKind), // only ever written from a RecordKind
  recordId: z.string().optional(),
  before: z.record(z.string(), z.unknown()).optional(),
  hasFile: z.boolean().optional(),
});
export type SealedBefore = z.input<typeof SealedBefore>;

export const SealedAfter = z.object({
  recordId: z.string().optional(),
  after: z.record(z.string(), z.unknown()).optional(),
});
export type SealedAfter = z.input<typeof SealedAfter>;

interface Identified {
  id: string;
  callId: string;
  /** Milliseconds. */
  createdAt: number;
  state: ChangeState;
}

/** One record that was created, changed or deleted. */
export interface LoggedChange extends Identified, Omit<z.output<typeof SealedBefore>, "recordId"> {
  recordId: string | undefined;
  after: Json | undefined;
}

/** A change whose contents are not shown. */
export interface ConcealedChange extends Identified {
  /**
   * `unreadable`: its envelope cannot be opened, because it was modified or its key is gone. `no_access`: the record
   * belongs to an athlete whom the credential can no longer read. `unchecked`: whether it can could not be found out.
   */
  concealed: "unreadable" | "no_access" | "unchecked";
  /** Of which call it is, unless it is unreadable. */
  call?: Pick<LoggedChange, "tool" | "app" | "athlete" | "undoes">;
}

export type ListedChange = LoggedChange | ConcealedChange;

export const isShown = (change: ListedChange): change is LoggedChange => !("concealed" in change);

/** A row that cannot be opened conceals nothing but itself. */
export async function toListedChange(
  { id, call_id, created_at, state, before, after }: ChangeRow,
  open: (envelope: string) => Promise<unknown>,
): Promise<ListedChange> {
  const identified = { id, callId: call_id, createdAt: created_at, state };
  try {
    const content = SealedBefore.parse(await open(before));
    const result = after === null ? {} : SealedAfter.parse(await open(after));
    return { ...content, ...identified, recordId: result.recordId ?? content.recordId, after: result.after };
  } catch (error) {
    if (error instanceof VaultError || error instanceof z.ZodError) return { ...identified, concealed: "unreadable" };
    throw error;
  }
}
