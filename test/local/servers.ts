/** Real servers for tests that need them: `wrangler dev` on free ports, with state in a temporary folder. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const env = { ...process.env, WRANGLER_SEND_METRICS: "false", CI: "true", NO_COLOR: "1" };
const START_MILLISECONDS = 90_000;
/** A Durable Object is evicted after ten seconds without a request, and the stand-in keeps its keys and apps in memory. */
const KEEP_ALIVE_MILLISECONDS = 4_000;

export interface Server {
  url: string;
  /** Where its state is stored. */
  folder: string;
  /** Everything that it has printed. */
  log(): string;
  stop(): Promise<void>;
}

/** Starts the product. Without `upstream`, only the demo athlete works. */
export async function startProduct(
  options: { upstream?: string; vars?: Record<string, string> } = {},
): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "intervals-mcp-"));
  await applyMigrations(folder);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const vars = { PUBLIC_URL: url, INTERVALS_API_URL: options.upstream ?? "http://127.0.0.1:1", ...options.vars };
  const flags = Object.entries(vars).flatMap(([name, value]) => ["--var", `${name}:${value}`]);
  return startWrangler({ url, port, folder, flags, ready: "/healthz" });
}

/** Does not block this process, which has to keep the stand-in awake. */
async function applyMigrations(folder: string): Promise<void> {
  const args = ["d1", "migrations", "apply", "DB", "--local", "--persist-to", folder];
  try {
    await promisify(execFile)("wrangler", args, { env });
  } catch (cause) {
    throw new Error("the migrations failed", { cause });
  }
}

/** Starts the stand-in for Intervals.icu. Its API keys are listed in test/sandbox/worker.ts. */
export async function startUpstream(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "intervals-upstream-"));
  const port = await freePort();
  const flags = ["-c", "test/sandbox/wrangler.jsonc"];
  const ready = "/__control/requests";
  const server = await startWrangler({ url: `http://127.0.0.1:${port}`, port, folder, flags, ready });
  const keepAlive = setInterval(() => void isUp(server.url + ready), KEEP_ALIVE_MILLISECONDS);
  return {
    ...server,
    stop() {
      clearInterval(keepAlive);
      return server.stop();
    },
  };
}

interface StartOptions {
  url: string;
  port: number;
  folder: string;
  flags: string[];
  ready: string;
}

async function startWrangler({ url, port, folder, flags, ready }: StartOptions): Promise<Server> {
  const args = ["dev", "--port", String(port), "--inspector-port", "0", "--persist-to", folder, ...flags];
  // In a process group of its own, because wrangler starts child processes.
  const child = spawn("wrangler", args, { env, detached: true });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
    });
  }
  const deadline = Date.now() + START_MILLISECONDS;
  while (!(await isUp(url + ready))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stopProcess(child);
      throw new Error(`wrangler dev did not start:\n${printed}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return {
    url,
    folder,
    log: () => printed,
    async stop() {
      await stopProcess(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function isUp(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const exited = new Promise((resolve) => child.once("exit", resolve));
  process.kill(-child.pid, "SIGTERM");
  const killer = setTimeout(() => child.pid !== undefined && process.kill(-child.pid, "SIGKILL"), 5_000);
  await exited;
  clearTimeout(killer);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
