import * as z from "zod";
import type { IntervalsFailure } from "../../intervals/failure.ts";
import { quote } from "../../training/quote.ts";
import { coerceArguments } from "./coerce-arguments.ts";
import { ToolInputError } from "./input-error.ts";

/** The outcome for one item of a list. */
export const ItemResult = z.object({
  /** The item's number, counted from 1, or its id. */
  item: z.union([z.number(), z.string()]),
  status: z.enum(["done", "skipped", "failed"]),
  /** Why it was not done, or a remark. */
  reason: z.string().optional(),
});
export type ItemResult = z.output<typeof ItemResult>;

/** Parses one item of a list. `names` maps alternative field names to those of the schema. @throws ToolInputError */
export function readItem<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape, z.core.$strict>,
  given: Record<string, unknown>,
  names: Record<string, string>,
): z.output<z.ZodObject<Shape, z.core.$strict>> {
  const named = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [Object.hasOwn(names, name) ? (names[name] ?? name) : name, value]),
  );
  const parsed = schema.safeParse(coerceArguments(named, schema.shape));
  if (!parsed.success) throw ToolInputError.from(parsed.error, Object.keys(schema.shape));
  return parsed.data;
}

export type CheckedItem<Value> = { ok: true; value: Value } | { ok: false; reason: string };

/** Ends the current task, so that other requests of the isolate are served before the next item. */
export const letOthersRun = (): Promise<void> => scheduler.wait(0);

/** Checks the items of a list one after the other: checking a workout takes CPU time. */
export async function checkItems<Given, Value>(
  items: readonly Given[],
  check: (item: Given) => Promise<Value>,
): Promise<CheckedItem<Value>[]> {
  const checked: CheckedItem<Value>[] = [];
  for (const item of items) {
    await letOthersRun();
    checked.push(await checkItem(() => check(item)));
  }
  return checked;
}

/** Checks one item of a list, so that an invalid one does not stop the others. */
export async function checkItem<Value>(check: () => Promise<Value>): Promise<CheckedItem<Value>> {
  try {
    return { ok: true, value: await check() };
  } catch (error) {
    if (!(error instanceof ToolInputError)) throw error;
    return { ok: false, reason: error.message };
  }
}

/** The whole call fails if an item failed and none was done. @throws ToolInputError */
export function requireOneDone(results: readonly ItemResult[]): void {
  const statuses = new Set(results.map(({ status }) => status));
  if (statuses.has("done") || !statuses.has("failed")) return;
  throw new ToolInputError(["Nothing was done.", ...results.map(resultLine)]);
}

export function resultLine({ item, status, reason }: ItemResult): string {
  return `${item}: ${status}${reason === undefined ? "" : `, ${reason}`}`;
}

/** `3 done, 1 skipped` */
export function countResults(results: readonly ItemResult[]): string {
  const counts = Map.groupBy(results, ({ status }) => status);
  return [...counts].map(([status, items]) => `${items.length} ${status}`).join(", ");
}

/** Why one item failed, as a clause. */
export function failureReason(failure: IntervalsFailure): string {
  switch (failure.kind) {
    case "not_found":
      return "there is no record with this id, or it was deleted";
    case "rejected":
      return `Intervals.icu rejected it (${failure.status}): ${quote(failure.reason)}`;
    case "unknown_outcome":
      return "the connection broke while writing, and the record was not found afterwards: check before writing again";
    case "unauthorized":
      return "Intervals.icu no longer accepts the user's sign-in";
    case "forbidden":
      return "the connected account has no access to it";
    case "strava":
      return "it came from Strava, which does not allow Intervals.icu to share the data";
    case "rate_limited":
      return `too many requests: try this item again in ${Math.max(1, failure.retryAfterSeconds)} s`;
    case "unavailable":
    case "unreadable":
    case "cancelled":
      return "Intervals.icu did not answer correctly: try this item again";
  }
}
