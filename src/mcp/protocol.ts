/**
 * The words of MCP that both protocol eras share, as plain JSON. Everything between the two SDK adapters and the tools
 * speaks these, so that neither SDK owns a tool. (Type aliases, because the SDKs' types carry index signatures, which
 * interfaces never match.)
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

/** Something the server asks of the host while it answers: elicitation, sampling, roots. */
export interface InputRequest {
  method: "elicitation/create" | "sampling/createMessage" | "roots/list";
  params?: Record<string, unknown>;
}

/** One request while it is being answered: all that a tool may do with the host, in either era. */
export interface RequestContext {
  /** Fires when the host cancels or goes away. */
  signal: AbortSignal;
  /** `_meta` of the request. */
  meta: Record<string, unknown>;
  progress(done: number, total?: number, message?: string): Promise<void>;
  log(level: "debug" | "info" | "warning" | "error", data: unknown): Promise<void>;
  /** Tells the host, if it subscribed to this resource, that it reads differently now. Only sessions have subscriptions. */
  resourceChanged(uri: string): Promise<void>;
  /** Capabilities that the host declared, such as `elicitation`. */
  clientSupports(capability: string): boolean;
  /**
   * The host's answers by key. In sessions they are awaited; in the stateless era the call ends here, is repeated by
   * the host with the answers, and runs from its start again: ask before anything is changed, always in one order.
   */
  requestInput(questions: Record<string, InputRequest>): Promise<Record<string, unknown>>;
}

/** What a server offers, filtered by what the caller may do. Both adapters serve exactly this. */
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
  callTool(name: string, args: unknown, exchange: RequestContext): Promise<ToolResult>;
  listResources(): ResourceDescription[];
  listResourceTemplates(): ResourceTemplateDescription[];
  /** Whether anything is behind this address, so that a host may subscribe to it. */
  hasResource(uri: string): boolean;
  readResource(uri: string, exchange: RequestContext): Promise<ResourceContents[]>;
  listPrompts(): PromptDescription[];
  getPrompt(name: string, args: Record<string, string>, exchange: RequestContext): Promise<PromptResult>;
  complete(request: CompletionRequest, exchange: RequestContext): Promise<Completion>;
  /** Seals what must come back unchanged from a host in the stateless era; bound to the caller. */
  sealState(state: string): Promise<string>;
  /** @throws when the state is not ours, not this caller's, or too old */
  openState(sealed: string): Promise<string>;
}
