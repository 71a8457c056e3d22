import { RESOURCES, type Resource } from "../resources.ts";
import type { ResourceDescription, ResourceTemplateDescription } from "./protocol.ts";
import { INVALID_PARAMS, ProtocolError } from "./protocol-errors.ts";

export const TEXT = "text/plain";

const isTemplate = ({ uri }: Resource): boolean => uri.includes("{");
const describe = ({ name, title, description }: Resource) => ({ name, title, description, mimeType: TEXT });

export const resourceList: ResourceDescription[] = RESOURCES.filter((resource) => !isTemplate(resource)).map(
  (resource) => ({ uri: resource.uri, ...describe(resource) }),
);

export const resourceTemplateList: ResourceTemplateDescription[] = RESOURCES.filter(isTemplate).map((resource) => ({
  uriTemplate: resource.uri,
  ...describe(resource),
}));

interface Match {
  resource: Resource;
  /** Values of the template's variables. */
  variables: Record<string, string>;
}

function matchResource(uri: string): Match | undefined {
  for (const resource of RESOURCES) {
    const variables = matchTemplate(resource.uri, uri);
    if (variables) return { resource, variables };
  }
  return undefined;
}

/** Characters of a URI. Our choice: the longest of a resource has fewer than 60. */
const MAX_URI_LENGTH = 256;

/** Whether a URI is one of a resource, with variables of the right form. */
export function hasResource(uri: string): boolean {
  if (uri.length > MAX_URI_LENGTH) return false;
  const match = matchResource(uri);
  return match !== undefined && (match.resource.accepts?.(match.variables) ?? true);
}

/** @throws ProtocolError */
export function findResource(uri: string): Match {
  const match = matchResource(uri);
  if (match) return match;
  throw new ProtocolError(INVALID_PARAMS, `Resource not found: ${uri.slice(0, 200)}`, { uri });
}

/** The variables of a template in a URI, or undefined if it does not match. */
function matchTemplate(template: string, uri: string): Record<string, string> | undefined {
  const [pattern, segments] = [template.split("/"), uri.split("/")];
  if (pattern.length !== segments.length) return undefined;
  const variables: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    const segment = segments[index] ?? "";
    if (name !== undefined && segment !== "") variables[name] = decode(segment);
    else if (part !== segment) return undefined;
  }
  return variables;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
