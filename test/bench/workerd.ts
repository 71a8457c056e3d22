/** The built bundle in workerd, without the development tools: nothing but the server itself is measured. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { createRequire } from "node:module";
import { type AddressInfo, createServer as createSocketServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unstable_getMiniflareWorkerOptions } from "wrangler";

// The Miniflare that wrangler brings. It is no dependency of its own, so that the two never differ.
const requireFromWrangler = createRequire(createRequire(import.meta.url).resolve("wrangler"));
const { Miniflare, convertV4MiniflareOptions } = requireFromWrangler("miniflare") as typeof import("miniflare"); // by name

type WorkerOptions = { bindings?: Record<string, string> };

export interface Workerd {
  url: string;
  /** Resident memory of the workerd process, in MB. Linux only. */
  residentMegabytes(): number;
  /** Size of everything that it has stored, in MB. */
  storedMegabytes(): number;
  stop(): Promise<void>;
}

/** Builds the Worker as it is deployed and serves it. */
export async function startWorkerd(upstreamUrl: string): Promise<Workerd> {
  const folder = mkdtempSync(join(tmpdir(), "intervals-workerd-"));
  const [bundle, state] = [join(folder, "bundle"), join(folder, "state")];
  const env = { ...process.env, WRANGLER_SEND_METRICS: "false", CI: "true" };
  const built = spawnSync("wrangler", ["deploy", "--dry-run", "--outdir", bundle], { env, encoding: "utf8" });
  if (built.status !== 0) throw new Error(`the build failed:\n${built.stdout}${built.stderr}`);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  // The cast: wrangler's declarations refer to a type that they do not bring.
  const options = unstable_getMiniflareWorkerOptions("wrangler.jsonc").workerOptions as WorkerOptions;
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      ...options,
      bindings: { ...options.bindings, PUBLIC_URL: url, INTERVALS_API_URL: upstreamUrl },
      modules: [{ type: "ESModule", path: join(bundle, "index.js") }],
      modulesRoot: bundle,
      port,
      host: "localhost",
      resourcePersistencePath: state,
      handleStructuredLogs() {},
    }),
  );
  await miniflare.ready;
  const db = await miniflare.getD1Database("DB");
  for (const file of readdirSync("migrations").sort()) {
    for (const statement of statementsOf(readFileSync(join("migrations", file), "utf8"))) await db.exec(statement);
  }
  const pid = workerdPid();
  return {
    url,
    residentMegabytes: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024,
    storedMegabytes: () =>
      Number(/^\d+/.exec(spawnSync("du", ["-sk", state], { encoding: "utf8" }).stdout)?.[0]) / 1024,
    async stop() {
      await miniflare.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** D1 executes one statement per line. */
const statementsOf = (sql: string): string[] =>
  sql
    .replace(/--.*$/gm, "")
    .split(";")
    .map((statement) => statement.replace(/\s+/g, " ").trim())
    .filter((statement) => statement !== "");

function workerdPid(): number {
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, "utf8").trim().split(" ");
  const pid = children.find((child) => readFileSync(`/proc/${child}/comm`, "utf8").startsWith("workerd"));
  if (pid === undefined) throw new Error("workerd is not running");
  return Number(pid);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createSocketServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo; // of a server that listens on a port
      server.close(() => resolve(port));
    });
  });
}

/** An upstream that answers at once with an athlete for each API key, and with eight days of fitness. */
export async function startCannedUpstream(): Promise<{ url: string; stop(): void }> {
  const athlete = ({ headers }: IncomingMessage) => {
    const [, user = "0"] = /bench(\d+)/.exec(atob(headers.authorization?.split(" ")[1] ?? "")) ?? [];
    return { id: `i${user}`, name: "Bench", timezone: "UTC", sportSettings: [] };
  };
  const day = (offset: number) => new Date(Date.now() - offset * 86_400_000).toISOString().slice(0, 10);
  const wellness = Array.from({ length: 8 }, (_, index) => ({ id: day(index), ctl: 50 + index, atl: 60 - index }));
  const server = createServer((request, response) => {
    const body = request.url?.includes("wellness") ? wellness : athlete(request);
    request.resume();
    response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // of a server that listens on a port
  return { url: `http://127.0.0.1:${port}`, stop: () => server.close() };
}
