/**
 * `npm run bench`: what this server costs, as ratios within one run, because machines differ and are noisy. Exits with
 * 1 when the bundle is over its budget; with `--bundle` it looks at nothing else.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { startProduct, startUpstream } from "../local/servers.ts";
import { SignIn } from "../local/sign-in.ts";
import { benchWorkouts } from "../workout/bench.ts";

const BUNDLE_BUDGET_KIB = 500;
const USERS = 64;
const CALLS_PER_USER = 4;
/** A tool that asks the upstream exactly once when the athlete is known. */
const TOOL = { name: "icu_get_fitness_chart", arguments: { days_back: 7, days_ahead: 0 } };
const UPSTREAM_PATH = "/api/v1/athlete/0/wellness.json?oldest=2026-01-01&newest=2026-01-08&fields=id,ctl,atl";

const bundle = measureBundle();
if (!process.argv.includes("--bundle")) {
  measureStartup();
  measureLanguage();
  await measureCalls();
}
process.exit(bundle <= BUNDLE_BUDGET_KIB ? 0 : 1);

function measureBundle(): number {
  const folder = mkdtempSync(join(tmpdir(), "intervals-bundle-"));
  run(["deploy", "--dry-run", "--outdir", folder]);
  const script = readFileSync(join(folder, "index.js"));
  rmSync(folder, { recursive: true });
  const kib = gzipSync(script).byteLength / 1024;
  say("Bundle, gzipped", `${kib.toFixed(1)} KiB of ${BUNDLE_BUDGET_KIB} (${(kib / BUNDLE_BUDGET_KIB).toFixed(2)})`);
  return kib;
}

function measureStartup(): void {
  const folder = mkdtempSync(join(tmpdir(), "intervals-startup-"));
  const printed = run(["check", "startup", "--outfile", join(folder, "startup.cpuprofile")]);
  rmSync(folder, { recursive: true });
  say("Start-up CPU", /Active: ([^\n│]+)/.exec(printed)?.[1]?.trim() ?? "not measured");
}

function measureLanguage(): void {
  for (const [name, value] of Object.entries(benchWorkouts())) {
    say(
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
    const list = JSON.stringify((await users[0]?.modern.listTools())?.tools);
    say("tools/list, all tools", `${list.length} bytes, about ${Math.round(list.length / 4)} tokens`);

    const ways: Record<string, (user: User) => Promise<unknown>> = {
      direct: (user) => askDirectly(upstream.url, user.key),
      stateless: (user) => user.modern.callTool(TOOL),
      session: (user) => user.legacy.callTool(TOOL),
    };
    for (const way of Object.values(ways)) await Promise.all(users.map(way)); // everything is warm
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
        say(`${concurrent} at once, ${name}`, `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms${times}`);
      }
    }
    for (const { modern, legacy } of users) await Promise.all([modern.close(), legacy.close()]);
  } finally {
    await product.stop();
    await upstream.stop();
  }
}

interface User {
  key: string;
  modern: Client;
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
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

async function askDirectly(url: string, key: string): Promise<void> {
  const response = await fetch(url + UPSTREAM_PATH, { headers: { Authorization: `Basic ${btoa(`API_KEY:${key}`)}` } });
  await response.json();
}

async function connect(url: string, key: string): Promise<Omit<User, "key">> {
  const signIn = new SignIn({ decision: "approve", preset: "everything", api_key: key });
  const transport = () => new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { authProvider: signIn });
  const waiting = transport();
  await new Client({ name: "bench", version: "1" }).connect(waiting).catch(() => undefined);
  await waiting.finishAuth(signIn.arrivedAt?.searchParams ?? new URLSearchParams());
  const make = async (mode: "legacy" | "auto") => {
    const client = new Client({ name: "bench", version: "1" }, { versionNegotiation: { mode } });
    await client.connect(transport());
    return client;
  };
  return { modern: await make("auto"), legacy: await make("legacy") };
}

function run(args: string[]): string {
  const env = { ...process.env, WRANGLER_SEND_METRICS: "false", CI: "true", NO_COLOR: "1" };
  const { status, stdout, stderr } = spawnSync("wrangler", args, { env, encoding: "utf8" });
  if (status !== 0) throw new Error(`wrangler ${args.join(" ")}: ${stdout}${stderr}`);
  return stdout;
}

function say(what: string, value: string): void {
  console.log(`${what.padEnd(44)} ${value}`);
}
