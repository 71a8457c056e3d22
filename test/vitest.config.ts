import { appendFileSync, mkdirSync, rmSync } from "node:fs";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-pool-workers";
import { defineConfig, type Plugin } from "vitest/config";

/** Requests of the API client and responses of the stand-in, one JSON object per line, which `npm run contract` reads. */
const EXCHANGES = ".wrangler/contract/exchanges.jsonl";
rmSync(EXCHANGES, { force: true });
mkdirSync(".wrangler/contract", { recursive: true });

// Vitest loads this file once per project. A fuzz test that fails names its seed.
process.env.FUZZ_SEED ??= String(Math.floor(Math.random() * 2 ** 31));
const { FUZZ_SEED, FUZZ_RUNS = "1" } = process.env;

const worker = cloudflareTest({
  main: "./test/worker.ts",
  // Otherwise workerd logs every exception of a Durable Object, although its caller receives it.
  verbose: false,
  wrangler: { configPath: "./wrangler.jsonc" },
  miniflare: {
    bindings: {
      INTERVALS_API_URL: "https://intervals.test",
      MIGRATIONS: await readD1Migrations("./migrations"),
      FUZZ_SEED: Number(FUZZ_SEED),
      FUZZ_RUNS: Number(FUZZ_RUNS),
    },
    serviceBindings: {
      async RECORDER(request: Request) {
        appendFileSync(EXCHANGES, `${await request.text()}\n`);
        return new Response(null, { status: 204 });
      },
    },
  },
});

/** The MCP SDK is published without the sources that its source maps refer to. */
const acceptMissingSources: Plugin = {
  name: "accept-missing-sources",
  configResolved({ logger }) {
    const { warnOnce } = logger;
    logger.warnOnce = (message, options) => {
      if (!message.endsWith("points to missing source files")) warnOnce(message, options);
    };
  },
};

/** Tests that do not need a Worker. */
const PURE = [
  "test/access/**/*.test.ts",
  "test/http/{body,canonical-path,client-network}.test.ts",
  "test/training/**/*.test.ts",
  "test/routing/**/*.test.ts",
  "test/parity/**/*.test.ts",
  "test/workout/**/*.test.ts",
  "test/contract/**/*.test.ts",
  "test/mutate/**/*.test.ts",
  "test/sign-in/{demo-visitor,flow,upstream-scopes}.test.ts",
  "test/oauth/{client-metadata-fetch,consent-form}.test.ts",
  "test/http/cookies.test.ts",
  "test/http/pages/stylesheet.test.ts",
  "test/intervals/{create-in-bulk,create-with-lookup,journaled-write,oauth-scopes,required-scope}.test.ts",
  "test/intervals/{byte-budget,response-limits}.test.ts",
  "test/mcp/limit-answer.test.ts",
  "test/{architecture,bounded-body}.test.ts",
  "test/citations.test.ts",
  "test/attacks/table.test.ts",
];

/** Ends a test that hangs; long enough for a busy machine. */
const TIMEOUT_MILLISECONDS = 60_000;

export default defineConfig({
  test: {
    silent: "passed-only",
    // Tests that wait for a timeout or a rate limit take seconds.
    slowTestThreshold: 5_000,
    coverage: {
      provider: "istanbul",
      include: ["src/**/*.{ts,tsx}"],
      reporter: ["text-summary", "html"],
      reportsDirectory: ".wrangler/coverage",
    },
    projects: [
      {
        test: {
          name: "pure",
          root: ".",
          include: PURE,
          testTimeout: TIMEOUT_MILLISECONDS,
          hookTimeout: TIMEOUT_MILLISECONDS,
          isolate: false,
          maxWorkers: 2,
        },
      },
      {
        plugins: [worker, acceptMissingSources],
        test: {
          name: "worker",
          root: ".",
          include: ["test/**/*.test.ts"],
          exclude: [...PURE, "test/{e2e,browser,conformance,bench}/**"],
          setupFiles: ["test/setup.ts"],
          testTimeout: TIMEOUT_MILLISECONDS,
          hookTimeout: TIMEOUT_MILLISECONDS,
          // Files share two runtimes, because loading the Worker takes longer than most files. Each test creates its own users.
          isolate: false,
          maxWorkers: 2,
        },
      },
    ],
  },
});
