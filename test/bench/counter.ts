import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Usage {
  requests: number;
  /** Uncompressed size of all JSON responses. */
  jsonBytes: number;
}

export interface Counter {
  url: string;
  /** Returns the usage of a credential and resets it. */
  take(authorization: string): Usage;
  stop(): void;
}

/** Starts a proxy that counts requests and response bytes per credential. */
export async function startCounter(target: string): Promise<Counter> {
  const usages = new Map<string, Usage>();
  const forward = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) {
      const isHopByHop = ["host", "connection", "content-length", "transfer-encoding"].includes(name);
      if (!isHopByHop && typeof value === "string") headers.set(name, value);
    }
    const { method = "GET" } = request;
    const body = ["GET", "HEAD"].includes(method) ? null : Buffer.concat(chunks);
    const answer = await fetch(target + request.url, { method, headers, body, redirect: "manual" });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const type = answer.headers.get("Content-Type") ?? "";
    const usage = usages.get(headers.get("authorization") ?? "") ?? { requests: 0, jsonBytes: 0 };
    usage.requests += 1;
    if (type.includes("json")) usage.jsonBytes += bytes.byteLength;
    usages.set(headers.get("authorization") ?? "", usage);
    response.writeHead(answer.status, { "Content-Type": type }).end(bytes);
  };
  const server = createServer((request, response) => void forward(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // The cast: the address of a server that listens on a port is an object.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    take(authorization) {
      const taken = usages.get(authorization) ?? { requests: 0, jsonBytes: 0 };
      usages.delete(authorization);
      return taken;
    },
    stop: () => server.close(),
  };
}
