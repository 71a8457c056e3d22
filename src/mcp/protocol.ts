/**
 * The messages of MCP that both protocol eras share, as plain JSON. Everything between the two SDK adapters and the tools
 * uses these types, so that no tool depends on an SDK. They are type aliases because interfaces are not assignable to the
 * index signatures of the SDKs' types.
 */

export type ToolDescription = {
  name: string;
  title: string;
  description: string;
  inputSchema: { type: "object" } & Record<string, unknown>;
  outputSchema?: { type: "object" } & Record<string, unknown>;
  annotations: {
    readOnlyHint: boolean;
    destructiveHint: boolean;
    idempotentHint: boolean;
    openWorldHint: boolean;
  };
  _meta?: Record<string, unknown>;
};

export type Content =
  | { type: "text"; text: string }
  | { type: "image" | "audio"; data: string; mimeType: string }
  | { type: "resource"; resource: ResourceContents };

export type ToolResult = {
  content: Content[];
  structuredContent?: Record<string, unknown>;
  isError?: boolean;
  _meta?: Record<string, unknown>;
};

export type ResourceContents = { uri: string; mimeType?: string } & ({ text: string } | { blob: string });

export type ResourceDescription = {
  uri: string;
  name: string;
  title?: string;
  description?: string;
  mimeType?: string;
};

export type ResourceTemplateDescription = {
  uriTemplate: string;
  name: string;
  title?: string;
  description?: string;
  mimeType?: string;
};

export type PromptDescription = {
  name: string;
  title?: string;
  description?: string;
  arguments?: { name: string; description?: string; required?: boolean }[];
};

export type PromptResult = {
  description?: string;
  messages: { role: "user" | "assistant"; content: Content }[];
};

export interface CompletionRequest {
  ref: { type: "ref/prompt"; name: string } | { type: "ref/resource"; uri: string };
  argument: { name: string; value: string };
  /** Arguments that are already filled in. */
  context: Record<string, string>;
}

export type Completion = { values: string[]; total: number; hasMore: boolean };

/** A request of the server to the client while it answers. */
export interface InputRequest {
  method: "elicitation/create" | "sampling/createMessage" | "roots/list";
  params?: Record<string, unknown>;
}

/** What the server can do with the client while it answers a request, in either era. */
export interface RequestContext {
  /** Aborts when the client cancels or disconnects. */
  signal: AbortSignal;
  /** `_meta` of the request. */
  meta: Record<string, unknown>;
  progress(done: number, total?: number, message?: string): Promise<void>;
  log(level: "debug" | "info" | "warning" | "error", data: unknown): Promise<void>;
  /** Notifies the client if it has subscribed to this resource. Only sessions have subscriptions. */
  resourceChanged(uri: string): Promise<void>;
  /** Whether the client declared a capability such as `elicitation`. */
  clientSupports(capability: string): boolean;
  /**
   * The client's responses by key. A session waits for them. In the stateless era this throws `InputRequired`, and the
   * client repeats the request with its responses, which then runs from its start again: so request input before
   * anything is changed, and always in the same order.
   */
  requestInput(requests: Record<string, InputRequest>): Promise<Record<string, unknown>>;
}

/** What the server offers to one principal. Both adapters serve exactly this. */
export interface McpApi {
  info: {
    name: string;
    title: string;
    version: string;
    websiteUrl?: string;
    icons?: { src: string; mimeType?: string; sizes?: string[] }[];
  };
  instructions: string;
  listTools(): ToolDescription[];
  callTool(name: string, args: unknown, context: RequestContext): Promise<ToolResult>;
  listResources(): ResourceDescription[];
  listResourceTemplates(): ResourceTemplateDescription[];
  /** Whether a URI is one of a resource or template, so that a client may subscribe to it. */
  hasResource(uri: string): boolean;
  readResource(uri: string, context: RequestContext): Promise<ResourceContents[]>;
  listPrompts(): PromptDescription[];
  getPrompt(name: string, args: Record<string, string>, context: RequestContext): Promise<PromptResult>;
  complete(request: CompletionRequest, context: RequestContext): Promise<Completion>;
  /** Encrypts state that the client returns in the next round of a request. Bound to the user. */
  sealState(state: string): Promise<string>;
  /** @throws ProtocolError if the state was changed, belongs to another user or has expired */
  openState(sealed: string): Promise<string>;
}
