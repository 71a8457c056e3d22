import * as z from "zod";
import type { Principal } from "../access/principal.ts";
import { allows } from "../access/scopes.ts";
import { CATALOG } from "../tools/catalog.ts";
import type { Tool } from "../tools/kit/define-tool.ts";
import type { ToolDescription } from "./protocol.ts";

const byName = new Map(CATALOG.map((tool) => [tool.name, tool]));
/** Schemas are the same for everybody: computed once per isolate, lists once per combination of scopes. */
const descriptions = new Map<Tool, ToolDescription>();
const lists = new Map<string, ToolDescription[]>();

export const findTool = (name: string): Tool | undefined => byName.get(name);

/** What this caller may see. Tools outside the grant are not listed, and neither are the rarer ones outside the toolset. */
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

/** What a model would not use, and would pay for on every call: arguments are judged by the tool, which explains itself. */
const LEFT_OUT = [
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

/** JSON Schema 2020-12 as models read it. */
function schemaOf(shape: z.ZodObject, io: "input" | "output"): ToolDescription["inputSchema"] {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, {
    io,
    override({ jsonSchema }) {
      for (const keyword of LEFT_OUT) delete jsonSchema[keyword];
      // Absent means the same: anything may stand in an object and in a list, and what is not set is not so.
      if (isEmpty(jsonSchema.additionalProperties)) delete jsonSchema.additionalProperties;
      if (isEmpty(jsonSchema.properties)) delete jsonSchema.properties;
      if (isEmpty(jsonSchema.items)) delete jsonSchema.items;
      if (jsonSchema.default === false) delete jsonSchema.default;
    },
  });
  // At the top some hosts insist on properties.
  return { properties: {}, ...schema, type: "object" };
}

const isEmpty = (value: unknown) => JSON.stringify(value) === "{}";
