import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Spent {
  requests: number;
  /** Of the answers that were JSON, unpacked. */
  jsonBytes: number;
}

export interface Counter {
  url: string;
  /** What was spent with this credential since it was last asked. */
  take(authorization: string): Spent;
  stop(): void;
}

/** Stands before a server and counts what passes, by credential. */
export async function startCounter(target: string): Promise<Counter> {
  const spent = new Map<string, Spent>();
  const forward = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) {
      const isOfConnection = ["host", "connection", "content-length", "transfer-encoding"].includes(name);
      if (!isOfConnection && typeof value === "string") headers.set(name, value);
    }
    const { method = "GET" } = request;
    const body = ["GET", "HEAD"].includes(method) ? null : Buffer.concat(chunks);
    const answer = await fetch(target + request.url, { method, headers, body, redirect: "manual" });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const type = answer.headers.get("Content-Type") ?? "";
    const of = spent.get(headers.get("authorization") ?? "") ?? { requests: 0, jsonBytes: 0 };
    of.requests += 1;
    if (type.includes("json")) of.jsonBytes += bytes.byteLength;
    spent.set(headers.get("authorization") ?? "", of);
    response.writeHead(answer.status, { "Content-Type": type }).end(bytes);
  };
  const server = createServer((request, response) => void forward(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // Listening on a port, its address is no path.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    take(authorization) {
      const taken = spent.get(authorization) ?? { requests: 0, jsonBytes: 0 };
      spent.delete(authorization);
      return taken;
    },
    stop: () => server.close(),
  };
}
