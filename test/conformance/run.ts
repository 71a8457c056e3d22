/**
 * `npm run conformance`: runs the official suite of the protocol against both transports and against the authorization
 * server. `worker.ts` serves the transports with the fixtures of the suite. `expected-failures-<revision>.yml` lists
 * expected failures in the notation of the suite, each with its reason. An expected failure that does not occur is a
 * failure, too. Warnings are only printed.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

interface Check {
  id: string;
  status: "SUCCESS" | "FAILURE" | "WARNING" | "SKIPPED" | "INFO";
  errorMessage?: string;
}

const REVISIONS = ["2025-11-25", "2026-07-28"];
const START_MILLISECONDS = 180_000;
const STOP_MILLISECONDS = 10_000;

const here = import.meta.dirname;
const root = join(here, "../..");
const env = {
  ...process.env,
  PATH: `${join(root, "node_modules/.bin")}:${process.env.PATH}`,
  WRANGLER_SEND_METRICS: "false",
  CI: "true",
};
const work = mkdtempSync(join(tmpdir(), "conformance-"));
const running = new Set<ChildProcess>();
let passed = 0;
const failed: string[] = [];

process.on("exit", () => {
  for (const child of running) signal(child, "SIGKILL");
  rmSync(work, { recursive: true, force: true, maxRetries: 10 });
});
process.on("SIGINT", () => process.exit(130));
process.on("SIGTERM", () => process.exit(143));

try {
  await testTransports();
  await testAuthorizationServer();
} catch (error) {
  failed.push(String(error));
}
if (failed.length > 0) console.log(`\nFailed:\n  ${failed.join("\n  ")}`);
console.log(`\n${passed} passed, ${failed.length} failed`);
process.exit(failed.length > 0 ? 1 : 0);

async function testTransports(): Promise<void> {
  const { url, stop } = await startWorker("transports", ["-c", "test/conformance/wrangler.jsonc"]);
  for (const revision of REVISIONS) {
    await runSuite(revision, ["server", "--url", `${url}/mcp`, "--requirements", revision]);
  }
  await stop();
}

async function testAuthorizationServer(): Promise<void> {
  const database = ["d1", "migrations", "apply", "DB", "--local", "--persist-to", join(work, "product")];
  const { code, output } = await run("wrangler", database);
  if (code !== 0) throw new Error(`the database could not be prepared:\n${output}`);
  const { url, stop } = await startWorker("product");
  const scenario = "authorization-server-metadata-endpoint";
  await runSuite("authorization server", ["authorization", "--url", url, "--scenario", scenario]);
  await stop();
}

/** Runs a part of the suite and counts the results of its checks. */
async function runSuite(title: string, args: string[]): Promise<void> {
  const folder = join(work, title);
  const { output } = await run("conformance", [...args, "--output-dir", folder]);
  if (!/^(=== SUMMARY ===|Test Results:)$/m.test(output)) throw new Error(`the suite did not finish:\n${output}`);
  const expected = expectedFailures(title);
  const occurred = new Set<string>();
  console.log(`\n${title}`);
  for (const result of readdirSync(folder).sort()) {
    const scenario = result.replace(/^(authorization-)?server-(.+)-\d{4}-\d\d-\d\dT.*$/, "$2");
    const found = { passed: 0, failed: 0, "failed as expected": 0 };
    for (const { id, status, errorMessage = "" } of checksIn(join(folder, result))) {
      const name = `${scenario}:${id}`;
      const entry = expected.find((candidate) => candidate === scenario || candidate === name);
      if (status === "SUCCESS") found.passed++;
      if (status === "WARNING") console.log(`  warning: ${name} ${errorMessage}`);
      if (status !== "FAILURE") continue;
      if (entry === undefined) failed.push(`${title}: ${name} ${errorMessage}`);
      else occurred.add(entry);
      found[entry === undefined ? "failed" : "failed as expected"]++;
    }
    passed += found.passed;
    const counts = Object.entries(found).filter(([, count]) => count > 0);
    console.log(`  ${scenario}: ${counts.map(([what, count]) => `${count} ${what}`).join(", ") || "skipped"}`);
  }
  for (const entry of expected) {
    if (!occurred.has(entry)) failed.push(`${title}: ${entry} is expected to fail and does not`);
  }
}

function checksIn(folder: string): Check[] {
  const file = join(folder, "checks.json");
  if (!existsSync(file)) return [{ id: "did-not-finish", status: "FAILURE" }];
  return JSON.parse(readFileSync(file, "utf8")) as Check[]; // written by the suite
}

/** The entries of the suite's baseline: `- scenario` or `- scenario:check`, and the reason as a comment. */
function expectedFailures(title: string): string[] {
  const file = join(here, `expected-failures-${title}.yml`);
  if (!existsSync(file)) return [];
  return Array.from(readFileSync(file, "utf8").matchAll(/^ *- (\S+)/gm), ([, entry = ""]) => entry);
}

async function startWorker(name: string, args: string[] = []): Promise<{ url: string; stop: () => Promise<void> }> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const ports = ["--port", String(port), "--inspector-port", "0"];
  const options = [...ports, "--persist-to", join(work, name), "--var", `PUBLIC_URL:${url}`];
  const { child, output, ended } = launch("wrangler", ["dev", ...args, ...options]);
  const deadline = Date.now() + START_MILLISECONDS;
  while (!(await isUp(url))) {
    if (!running.has(child) || Date.now() > deadline) throw new Error(`wrangler dev did not start:\n${output()}`);
    await setTimeout(500);
  }
  const stop = async () => {
    signal(child, "SIGTERM");
    await Promise.race([ended, setTimeout(STOP_MILLISECONDS)]);
  };
  return { url, stop };
}

async function isUp(url: string): Promise<boolean> {
  try {
    await fetch(url);
    return true;
  } catch {
    return false;
  }
}

async function run(command: string, args: string[]): Promise<{ code: unknown; output: string }> {
  const { output, ended } = launch(command, args);
  return { code: await ended, output: output() };
}

/** Starts a process group, so that child processes such as the runtime of wrangler end with it. */
function launch(command: string, args: string[]) {
  const child = spawn(command, args, { cwd: root, env, detached: true });
  running.add(child);
  let text = "";
  const add = (chunk: Buffer) => {
    text += chunk;
  };
  child.stdout.on("data", add);
  child.stderr.on("data", add);
  const ended: Promise<unknown> = once(child, "close").then(([code]) => {
    running.delete(child);
    return code;
  });
  return { child, ended, output: () => text };
}

function signal({ pid }: ChildProcess, name: NodeJS.Signals): void {
  if (pid !== undefined) process.kill(-pid, name);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
