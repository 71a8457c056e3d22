import { RESOURCES } from "../resources/catalog.ts";
import { isTemplate, type Resource, variablesIn } from "../resources/define-resource.ts";
import type { ResourceDescription, ResourceTemplateDescription } from "./protocol.ts";
import { INVALID_PARAMS, ProtocolError } from "./protocol-errors.ts";

export const TEXT = "text/plain";

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
  /** What the address says. */
  variables: Record<string, string>;
}

export function matchResource(uri: string): Match | undefined {
  for (const resource of RESOURCES) {
    const variables = variablesIn(resource, uri);
    if (variables) return { resource, variables };
  }
  return undefined;
}

/** @throws ProtocolError */
export function findResource(uri: string): Match {
  const match = matchResource(uri);
  if (match) return match;
  throw new ProtocolError(INVALID_PARAMS, `Resource not found: ${uri.slice(0, 200)}`, { uri });
}
