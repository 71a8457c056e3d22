/**
 * `npm run bench`: measures what this server costs. Prints ratios within one run, because machines differ and are noisy.
 * Exits with 1 if the bundle exceeds its budget. `--model`, `--language`, `--calls`, `--startup`, `--memory` and `--bundle` select
 * parts of it.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Client } from "@modelcontextprotocol/client";
import { basicAuth } from "../fixtures/basic-auth.ts";
import { startProduct, startUpstream } from "../local/servers.ts";
import { benchWorkouts } from "../workout/bench.ts";
import { measureAnswers } from "./answers.ts";
import { measureMemory } from "./memory.ts";
import { percentile, printRow } from "./report.ts";
import { signIn } from "./sign-in.ts";
import { measureToolsList } from "./tools-list.ts";

const BUNDLE_BUDGET_KIB = 500;
const USERS = 64;
const CALLS_PER_USER = 4;
/** Of each kind; `--memory 20000` sets another number. */
const MEMORY_REQUESTS = Number(/^\d+$/.exec(process.argv.at(-1) ?? "")?.[0] ?? 2_000);
/** Sends one request to the upstream once the profile of the athlete is cached. */
const TOOL = { name: "icu_get_fitness_chart", arguments: { days_back: 7, days_ahead: 0 } };
const UPSTREAM_PATH = "/api/v1/athlete/0/wellness.json?oldest=2026-01-01&newest=2026-01-08&fields=id,ctl,atl";

const isSelected = (part: string) => process.argv.includes(`--${part}`) || process.argv.length <= 2;

if (isSelected("model")) {
  measureToolsList();
  await measureAnswers();
}
if (isSelected("language")) measureLanguage();
if (isSelected("calls")) await measureCalls();
if (isSelected("startup")) measureStartup();
if (isSelected("memory")) await measureMemory(MEMORY_REQUESTS);
process.exit(isSelected("bundle") && measureBundle() > BUNDLE_BUDGET_KIB ? 1 : 0);

function measureBundle(): number {
  const folder = mkdtempSync(join(tmpdir(), "intervals-bundle-"));
  run(["deploy", "--dry-run", "--outdir", folder]);
  const script = readFileSync(join(folder, "index.js"));
  rmSync(folder, { recursive: true });
  const kib = gzipSync(script).byteLength / 1024;
  printRow(
    "Bundle, gzipped",
    `${kib.toFixed(1)} KiB of ${BUNDLE_BUDGET_KIB} (${(kib / BUNDLE_BUDGET_KIB).toFixed(2)})`,
  );
  return kib;
}

function measureStartup(): void {
  const folder = mkdtempSync(join(tmpdir(), "intervals-startup-"));
  const printed = run(["check", "startup", "--outfile", join(folder, "startup.cpuprofile")]);
  rmSync(folder, { recursive: true });
  printRow("Start-up CPU", /Active: ([^\n│]+)/.exec(printed)?.[1]?.trim() ?? "not measured");
}

function measureLanguage(): void {
  for (const [name, value] of Object.entries(benchWorkouts())) {
    printRow(
      `Workout language: ${name}`,
      typeof value === "number" ? String(Math.round(value * 100) / 100) : JSON.stringify(value),
    );
  }
}

async function measureCalls(): Promise<void> {
  const upstream = await startUpstream();
  const product = await startProduct({ upstream: upstream.url });
  try {
    const keys = Array.from({ length: USERS }, (_, index) => `bench${String(index).padStart(3, "0")}key00000000`);
    const users: User[] = [];
    for (const key of keys) {
      await fetch(`${upstream.url}/__control/athletes`, { method: "POST", body: JSON.stringify({ key }) });
      users.push({ key, ...(await connect(product.url, key)) });
    }
    const targets: Record<string, (user: User) => Promise<unknown>> = {
      direct: (user) => requestDirectly(upstream.url, user.key),
      stateless: (user) => user.stateless.callTool(TOOL),
      session: (user) => user.session.callTool(TOOL),
    };
    // Fills caches.
    for (const callTarget of Object.values(targets)) await Promise.all(users.map(callTarget));
    await compareToolsets(users);
    for (const concurrent of [1, 16, 64]) {
      const measured = new Map<string, Percentiles>();
      for (const [name, callTarget] of Object.entries(targets)) {
        await refillRateLimiters();
        measured.set(name, await measure(users, concurrent, callTarget));
      }
      const base = measured.get("direct");
      for (const [name, { p50, p99 }] of measured) {
        const times =
          base && name !== "direct"
            ? `, ${(p50 / base.p50).toFixed(1)}× and ${(p99 / base.p99).toFixed(1)}× the upstream alone`
            : "";
        printRow(`${concurrent} at once, ${name}`, `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms${times}`);
      }
    }
    for (const { stateless, essentials, session } of users) {
      await Promise.all([stateless.close(), essentials.close(), session.close()]);
    }
  } finally {
    await product.stop();
    await upstream.stop();
  }
}

interface User {
  key: string;
  stateless: Client;
  session: Client;
  /** Stateless, with the essential tools only. */
  essentials: Client;
}

interface Percentiles {
  p50: number;
  p99: number;
}

async function measure<User>(
  users: User[],
  concurrent: number,
  callTarget: (user: User) => Promise<unknown>,
): Promise<Percentiles> {
  const queue = Array.from({ length: CALLS_PER_USER }, () => users).flat();
  const durations: number[] = [];
  const worker = async () => {
    for (let user = queue.shift(); user !== undefined; user = queue.shift()) {
      const started = performance.now();
      await callTarget(user);
      durations.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: concurrent }, worker));
  return { p50: percentile(durations, 0.5), p99: percentile(durations, 0.99) };
}

/** Waits until the rate limiters of all athletes are full again. */
function refillRateLimiters(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 2_000));
}

/** Alternates between both toolsets, so that noise affects them equally. A call must not take longer with more tools. */
async function compareToolsets(users: User[]): Promise<void> {
  await refillRateLimiters();
  const durations = { essentials: [] as number[], stateless: [] as number[] };
  for (const user of [...users, ...users]) {
    for (const name of ["essentials", "stateless"] as const) {
      const started = performance.now();
      await user[name].callTool(TOOL);
      durations[name].push(performance.now() - started);
    }
  }
  const [essentials, all] = [percentile(durations.essentials, 0.5), percentile(durations.stateless, 0.5)];
  printRow(
    "A call with all tools, compared to essentials",
    `p50 ${(all / essentials).toFixed(2)}× (${all.toFixed(1)} ms)`,
  );
}

async function requestDirectly(url: string, key: string): Promise<void> {
  const response = await fetch(url + UPSTREAM_PATH, { headers: { Authorization: basicAuth(key) } });
  await response.json();
}

async function connect(url: string, key: string): Promise<Omit<User, "key">> {
  const all = await signIn(url, { api_key: key, toolset: "everything" });
  const essentials = await signIn(url, { api_key: key, toolset: "essentials" });
  return { stateless: await all("auto"), session: await all("legacy"), essentials: await essentials("auto") };
}

function run(args: string[]): string {
  const env = { ...process.env, WRANGLER_SEND_METRICS: "false", CI: "true", NO_COLOR: "1" };
  const { status, stdout, stderr } = spawnSync("wrangler", args, { env, encoding: "utf8" });
  if (status !== 0) throw new Error(`wrangler ${args.join(" ")}: ${stdout}${stderr}`);
  return stdout;
}
