import * as z from "zod";
import { CUSTOM_ITEM_TYPES, type CustomItemType } from "../../intervals/custom-items.ts";
import { ToolInputError } from "../kit/input-error.ts";

export const ItemId = z.int().min(1).max(2_147_483_647);
export const ItemName = z.string().trim().min(1).max(80, "must be at most 80 characters");
const upper = (value: unknown) => (typeof value === "string" ? value.trim().toUpperCase() : value);

export const itemFields = {
  description: z.string().max(4000).optional(),
  content: z.record(z.string(), z.unknown()),
  visibility: z.preprocess(upper, z.enum(["PRIVATE", "FOLLOWERS", "PUBLIC"])).optional(),
};
/** The list of types is long and rarely needed, so it is only in the error message. */
export const ItemType = z.string().transform((word, context): CustomItemType => {
  const type = CUSTOM_ITEM_TYPES.find((one) => one === upper(word));
  if (type === undefined) context.addIssue(`must be one of ${CUSTOM_ITEM_TYPES.join(", ")}`);
  return type ?? z.NEVER;
});

const VALUE_TYPES = ["numeric", "text", "select"];
const AGGREGATES = ["MIN", "SUM", "MAX", "AVERAGE"];

/**
 * Checks the content of a custom field, because the server rejects it with a 400 that does not say why
 * (docs/intervals-api.md, Q81). Other types take any content.
 * @throws ToolInputError
 */
export function checkContent(type: string, content: Record<string, unknown> | undefined): void {
  if (!type.endsWith("_FIELD")) return;
  const { code, type: values, aggregate } = content ?? {};
  const problems = [
    ...(typeof code === "string" && /^[A-Z][A-Za-z0-9]+$/.test(code)
      ? []
      : ["content.code: must begin with a capital letter and contain only letters and digits, such as AlcoholUnits"]),
    ...(VALUE_TYPES.includes(String(values)) ? [] : [`content.type: must be one of ${VALUE_TYPES.join(", ")}`]),
    ...(AGGREGATES.includes(String(aggregate)) ? [] : [`content.aggregate: must be one of ${AGGREGATES.join(", ")}`]),
  ];
  if (problems.length === 0) return;
  const example = '{"code":"AlcoholUnits","type":"numeric","aggregate":"SUM"}';
  throw new ToolInputError([...problems, `${type} needs content such as ${example}.`]);
}
