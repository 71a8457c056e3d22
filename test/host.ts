import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { Client as LegacyClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as LegacyTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { RESOURCE, web } from "./person.ts";

/** A host of either era, driven by the SDK that real hosts use. */
export interface Host {
  listTools(): Promise<{ name: string }[]>;
  call(name: string, args?: Record<string, unknown>, meta?: Record<string, unknown>): Promise<Answer>;
  close(): Promise<void>;
  sessionId(): string | undefined;
}

export interface Answer {
  text: string;
  isError: boolean;
}

const toWorker = (url: string | URL | Request, init?: RequestInit) =>
  url instanceof Request ? web(url.url, url) : web(String(url), init);

const headers = (token: string) => ({
  requestInit: { headers: { Authorization: `Bearer ${token}` } },
  fetch: toWorker,
});

/** 2026-07-28, stateless. */
export async function modernHost(token: string): Promise<Host> {
  const client = new Client(
    { name: "modern-test-host", version: "1" },
    { versionNegotiation: { mode: { pin: "2026-07-28" } }, capabilities: {} },
  );
  await client.connect(new StreamableHTTPClientTransport(new URL(RESOURCE), headers(token)));
  return hostOf(client, () => undefined);
}

/** `initialize` and a session. */
export async function legacyHost(token: string): Promise<Host> {
  const client = new LegacyClient({ name: "legacy-test-host", version: "1" });
  const transport = new LegacyTransport(new URL(RESOURCE), headers(token));
  // The transport's optional members are typed without `undefined`.
  await client.connect(transport as Parameters<typeof client.connect>[0]);
  return hostOf(client, () => transport.sessionId);
}

interface CommonClient {
  listTools(): Promise<{ tools: { name: string }[] }>;
  callTool(params: {
    name: string;
    arguments?: Record<string, unknown>;
    _meta?: Record<string, unknown>;
  }): Promise<unknown>;
  close(): Promise<void>;
}

function hostOf(client: CommonClient, sessionId: () => string | undefined): Host {
  return {
    listTools: async () => (await client.listTools()).tools,
    async call(name, args = {}, meta) {
      const result = (await client.callTool({ name, arguments: args, ...(meta && { _meta: meta }) })) as {
        content: { type: string; text?: string }[];
        isError?: boolean;
      };
      return { text: result.content.map(({ text }) => text ?? "").join("\n"), isError: result.isError ?? false };
    },
    close: () => client.close(),
    sessionId,
  };
}
