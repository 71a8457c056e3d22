/**
 * `npm run bench`: what this server costs, as ratios within one run, because machines differ and are noisy. Exits with
 * 1 when the bundle is over its budget. `--model`, `--language`, `--calls`, `--startup`, `--bundle` choose.
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
import { percentile, printRow } from "./report.ts";
import { signIn } from "./sign-in.ts";
import { measureToolsList } from "./tools-list.ts";

const BUNDLE_BUDGET_KIB = 500;
const USERS = 64;
const CALLS_PER_USER = 4;
/** A tool that asks the upstream exactly once when the athlete is known. */
const TOOL = { name: "icu_get_fitness_chart", arguments: { days_back: 7, days_ahead: 0 } };
const UPSTREAM_PATH = "/api/v1/athlete/0/wellness.json?oldest=2026-01-01&newest=2026-01-08&fields=id,ctl,atl";

const isAsked = (part: string) => process.argv.includes(`--${part}`) || process.argv.length <= 2;

if (isAsked("model")) {
  measureToolsList();
  await measureAnswers();
}
if (isAsked("language")) measureLanguage();
if (isAsked("calls")) await measureCalls();
if (isAsked("startup")) measureStartup();
process.exit(isAsked("bundle") && measureBundle() > BUNDLE_BUDGET_KIB ? 1 : 0);

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
    const ways: Record<string, (user: User) => Promise<unknown>> = {
      direct: (user) => askDirectly(upstream.url, user.key),
      stateless: (user) => user.modern.callTool(TOOL),
      session: (user) => user.legacy.callTool(TOOL),
    };
    for (const way of Object.values(ways)) await Promise.all(users.map(way)); // everything is warm
    await compareGrants(users);
    for (const concurrent of [1, 16, 64]) {
      const measured = new Map<string, Percentiles>();
      for (const [name, way] of Object.entries(ways)) {
        await new Promise((resolve) => setTimeout(resolve, 2_000)); // the athletes' budgets are full again
        measured.set(name, await measure(users, concurrent, way));
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
    for (const { modern, few, legacy } of users) await Promise.all([modern.close(), few.close(), legacy.close()]);
  } finally {
    await product.stop();
    await upstream.stop();
  }
}

interface User {
  key: string;
  modern: Client;
  /** Signed in for the essentials. */
  few: Client;
  legacy: Client;
}

interface Percentiles {
  p50: number;
  p99: number;
}

async function measure<User>(
  users: User[],
  concurrent: number,
  way: (user: User) => Promise<unknown>,
): Promise<Percentiles> {
  const queue = Array.from({ length: CALLS_PER_USER }, () => users).flat();
  const took: number[] = [];
  const worker = async () => {
    for (let user = queue.shift(); user !== undefined; user = queue.shift()) {
      const started = performance.now();
      await way(user);
      took.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: concurrent }, worker));
  return { p50: percentile(took, 0.5), p99: percentile(took, 0.99) };
}

/** The same call by turns with few tools and with all, so that noise falls on both: it must not take longer with more. */
async function compareGrants(users: User[]): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const took = { few: [] as number[], modern: [] as number[] };
  for (const user of [...users, ...users]) {
    for (const grant of ["few", "modern"] as const) {
      const started = performance.now();
      await user[grant].callTool(TOOL);
      took[grant].push(performance.now() - started);
    }
  }
  const [few, all] = [percentile(took.few, 0.5), percentile(took.modern, 0.5)];
  printRow("A call with all tools against essentials", `p50 ${(all / few).toFixed(2)}× (${all.toFixed(1)} ms)`);
}

async function askDirectly(url: string, key: string): Promise<void> {
  const response = await fetch(url + UPSTREAM_PATH, { headers: { Authorization: basicAuth(key) } });
  await response.json();
}

async function connect(url: string, key: string): Promise<Omit<User, "key">> {
  const all = await signIn(url, { api_key: key, toolset: "everything" });
  const essentials = await signIn(url, { api_key: key, toolset: "essentials" });
  return { modern: await all("auto"), few: await essentials("auto"), legacy: await all("legacy") };
}

function run(args: string[]): string {
  const env = { ...process.env, WRANGLER_SEND_METRICS: "false", CI: "true", NO_COLOR: "1" };
  const { status, stdout, stderr } = spawnSync("wrangler", args, { env, encoding: "utf8" });
  if (status !== 0) throw new Error(`wrangler ${args.join(" ")}: ${stdout}${stderr}`);
  return stdout;
}
