import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { Client as LegacyClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as LegacyTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { passTime } from "./clock.ts";
import { RESOURCE, web } from "./person.ts";

/** A host of either era, driven by the SDK that real hosts use. */
export interface Host {
  listTools(): Promise<{ name: string }[]>;
  call(name: string, args?: Record<string, unknown>, meta?: Record<string, unknown>): Promise<Answer>;
  /** The same for what asks first: as the model does it once the person has agreed. */
  agree(name: string, args?: Record<string, unknown>, meta?: Record<string, unknown>): Promise<Answer>;
  /** Addresses, and then templates of addresses. */
  listResources(): Promise<string[]>;
  read(uri: string): Promise<string>;
  listPrompts(): Promise<string[]>;
  prompt(name: string, args?: Record<string, string>): Promise<string>;
  complete(ref: Reference, argument: string, value: string): Promise<string[]>;
  close(): Promise<void>;
  sessionId(): string | undefined;
}

export interface Answer {
  text: string;
  isError: boolean;
  structured?: Record<string, unknown>;
}

export type Reference = { type: "ref/prompt"; name: string } | { type: "ref/resource"; uri: string };

const toWorker = (url: string | URL | Request, init?: RequestInit) =>
  url instanceof Request ? web(url.url, url) : web(String(url), init);

export const connectionTo = (token: string) => ({
  requestInit: { headers: { Authorization: `Bearer ${token}` } },
  fetch: toWorker,
});

/** 2026-07-28, stateless. */
export async function modernHost(token: string): Promise<Host> {
  const client = new Client(
    { name: "modern-test-host", version: "1" },
    { versionNegotiation: { mode: { pin: "2026-07-28" } }, capabilities: {} },
  );
  await client.connect(new StreamableHTTPClientTransport(new URL(RESOURCE), connectionTo(token)));
  return hostOf(client, () => undefined);
}

/** `initialize` and a session. */
export async function legacyHost(token: string): Promise<Host> {
  const client = new LegacyClient({ name: "legacy-test-host", version: "1" });
  const transport = new LegacyTransport(new URL(RESOURCE), connectionTo(token));
  // The transport's optional members are typed without `undefined`.
  await client.connect(transport as Parameters<typeof client.connect>[0]);
  return hostOf(client, () => transport.sessionId);
}

/** The same for somebody who takes their time: before each call, the athlete's requests are there again. For a set clock. */
export function unhurried(host: Host): Host {
  const waiting =
    (call: Host["call"]): Host["call"] =>
    (...args) => {
      passTime(2);
      return call(...args);
    };
  return { ...host, call: waiting(host.call), agree: waiting(host.agree) };
}

interface CommonClient {
  listTools(): Promise<{ tools: { name: string }[] }>;
  callTool(params: {
    name: string;
    arguments?: Record<string, unknown>;
    _meta?: Record<string, unknown>;
  }): Promise<unknown>;
  listResources(): Promise<{ resources: { uri: string }[] }>;
  listResourceTemplates(): Promise<{ resourceTemplates: { uriTemplate: string }[] }>;
  readResource(params: { uri: string }): Promise<{ contents: object[] }>;
  listPrompts(): Promise<{ prompts: { name: string }[] }>;
  getPrompt(params: { name: string; arguments: Record<string, string> }): Promise<{ messages: { content: object }[] }>;
  complete(params: { ref: Reference; argument: { name: string; value: string } }): Promise<{
    completion: { values: string[] };
  }>;
  close(): Promise<void>;
}

function hostOf(client: CommonClient, sessionId: () => string | undefined): Host {
  const host: Host = {
    listTools: async () => (await client.listTools()).tools,
    async agree(name, args = {}, meta) {
      const asked = await host.call(name, args, meta);
      const confirm = /"?confirm"?: ?"([\w.-]+)"/.exec(asked.text)?.[1];
      return confirm ? host.call(name, { ...args, confirm }, meta) : asked;
    },
    async call(name, args = {}, meta) {
      const result = (await client.callTool({ name, arguments: args, ...(meta && { _meta: meta }) })) as {
        content: { type: string; text?: string }[];
        isError?: boolean;
        structuredContent?: Record<string, unknown>;
      };
      return {
        text: textsOf(result.content),
        isError: result.isError ?? false,
        ...(result.structuredContent && { structured: result.structuredContent }),
      };
    },
    async listResources() {
      const { resources } = await client.listResources();
      const { resourceTemplates } = await client.listResourceTemplates();
      return [...resources.map(({ uri }) => uri), ...resourceTemplates.map(({ uriTemplate }) => uriTemplate)];
    },
    read: async (uri) => textsOf((await client.readResource({ uri })).contents),
    listPrompts: async () => (await client.listPrompts()).prompts.map(({ name }) => name),
    prompt: async (name, args = {}) =>
      textsOf((await client.getPrompt({ name, arguments: args })).messages.map(({ content }) => content)),
    complete: async (ref, name, value) => (await client.complete({ ref, argument: { name, value } })).completion.values,
    close: () => client.close(),
    sessionId,
  };
  return host;
}

export function textsOf(contents: { text?: unknown }[]): string {
  return contents.map(({ text }) => (typeof text === "string" ? text : "")).join("\n");
}
