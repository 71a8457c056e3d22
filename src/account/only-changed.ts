import type { Json, RecordKind } from "../intervals/change-log.ts";
import { differingFields, editableFields } from "../intervals/editable-fields.ts";

export interface Change {
  kind: RecordKind;
  /** Undefined if the record was created. */
  before: Json | undefined;
  /** Undefined if the record was deleted. */
  after: Json | undefined;
}

/** What undo needs of a change. Undefined if that is all of it. */
export function onlyChanged({ kind, before, after }: Change): Pick<Change, "before" | "after"> | undefined {
  // A deleted record is needed whole to recreate it; one that the API did not return cannot be compared.
  if (!after || Object.keys(after).length === 0) return undefined;
  if (!before) return { before, after: { id: after.id, ...editableFields(kind, after) } };
  const fields = ["id", ...differingFields(kind, { before, after })];
  const pick = (record: Json): Json =>
    Object.fromEntries(fields.filter((field) => field in record).map((field) => [field, record[field]]));
  return { before: pick(before), after: pick(after) };
}
