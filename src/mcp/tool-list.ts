import * as z from "zod";
import type { Principal } from "../access/principal.ts";
import { allows } from "../access/scopes.ts";
import { CATALOG } from "../tools/catalog.ts";
import type { Tool } from "../tools/kit/define-tool.ts";
import type { ToolDescription } from "./protocol.ts";

const byName = new Map(CATALOG.map((tool) => [tool.name, tool]));
/** Schemas are computed once per isolate, lists once per combination of scopes. */
const descriptions = new Map<Tool, ToolDescription>();
const lists = new Map<string, ToolDescription[]>();

export const findTool = (name: string): Tool | undefined => byName.get(name);

/** The tools that a principal's scopes and toolset include. */
export function toolsFor({ scopes, toolset }: Pick<Principal, "scopes" | "toolset">): ToolDescription[] {
  const key = `${toolset} ${[...scopes].sort().join(" ")}`;
  const known = lists.get(key);
  if (known) return known;
  const list = CATALOG.filter(
    (tool) => allows(scopes, tool.effect) && (toolset === "everything" || tool.essential),
  ).map(describe);
  lists.set(key, list);
  return list;
}

export function describe(tool: Tool): ToolDescription {
  const known = descriptions.get(tool);
  if (known) return known;
  const { name, title, description, effect, idempotent, input, output, structured } = tool;
  const isRead = effect === "read";
  const described: ToolDescription = {
    name,
    title,
    description,
    inputSchema: schemaOf(input, "input"),
    ...(structured && { outputSchema: schemaOf(output, "output") }),
    annotations: {
      readOnlyHint: isRead,
      destructiveHint: effect === "delete" || effect === "erase",
      idempotentHint: idempotent,
      openWorldHint: effect === "message",
    },
  };
  descriptions.set(tool, described);
  return described;
}

/** Omitted to save tokens: tools check their arguments, and their errors name the accepted values. */
const OMITTED_KEYWORDS = [
  "pattern",
  "minLength",
  "maxLength",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "maxItems",
  "minItems",
  "propertyNames",
];

/** JSON Schema 2020-12, without what models do not need. */
function schemaOf(shape: z.ZodObject, io: "input" | "output"): ToolDescription["inputSchema"] {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, {
    io,
    override({ jsonSchema }) {
      for (const keyword of OMITTED_KEYWORDS) delete jsonSchema[keyword];
      // These are the defaults of JSON Schema.
      if (isEmpty(jsonSchema.additionalProperties)) delete jsonSchema.additionalProperties;
      if (isEmpty(jsonSchema.properties)) delete jsonSchema.properties;
      if (isEmpty(jsonSchema.items)) delete jsonSchema.items;
      if (jsonSchema.default === false) delete jsonSchema.default;
    },
  });
  // Some clients require `properties` at the top level.
  return { properties: {}, ...schema, type: "object" };
}

const isEmpty = (value: unknown) => JSON.stringify(value) === "{}";
