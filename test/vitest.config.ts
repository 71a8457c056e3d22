import { appendFileSync, mkdirSync, rmSync } from "node:fs";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-pool-workers";
import { defineConfig } from "vitest/config";

/** What our client sent and the stand-in answered during this run, one JSON per line; `npm run contract` reads it. */
const EXCHANGES = ".wrangler/contract/exchanges.jsonl";
rmSync(EXCHANGES, { force: true });
mkdirSync(".wrangler/contract", { recursive: true });

const { FUZZ_SEED = String(Math.floor(Math.random() * 2 ** 31)), FUZZ_RUNS = "1" } = process.env;
console.info(`What is sent at random depends on FUZZ_SEED=${FUZZ_SEED}.`);

const worker = cloudflareTest({
  main: "./test/worker.ts",
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

/** Rooms that need nothing of a Worker. */
const PURE = [
  "test/access/**/*.test.ts",
  "test/http/{body,client-network}.test.ts",
  "test/training/**/*.test.ts",
  "test/routing/**/*.test.ts",
  "test/parity/**/*.test.ts",
  "test/workout/**/*.test.ts",
  "test/contract/**/*.test.ts",
  "test/sign-in/{demo-visitor,flow,upstream-scopes}.test.ts",
  "test/oauth/{client-metadata-fetch,consent-form}.test.ts",
  "test/http/cookies.test.ts",
  "test/http/pages/stylesheet.test.ts",
  "test/intervals/{create-in-bulk,create-with-lookup,journaled-write,oauth-scopes,required-scope}.test.ts",
  "test/architecture.test.ts",
  "test/citations.test.ts",
  "test/attacks/table.test.ts",
];

export default defineConfig({
  test: {
    silent: "passed-only",
    coverage: {
      provider: "istanbul",
      include: ["src/**/*.{ts,tsx}"],
      reporter: ["text-summary", "html"],
      reportsDirectory: ".wrangler/coverage",
    },
    projects: [
      { test: { name: "pure", root: ".", include: PURE, testTimeout: 30_000, maxWorkers: 2 } },
      {
        plugins: [worker],
        test: {
          name: "worker",
          root: ".",
          include: ["test/**/*.test.ts"],
          exclude: [...PURE, "test/{e2e,browser,conformance,bench}/**"],
          setupFiles: ["test/setup.ts"],
          testTimeout: 15_000,
          // A runtime per core for all files: loading the Worker takes longer than most of them. Each test makes its own people.
          isolate: false,
          maxWorkers: 2,
        },
      },
    ],
  },
});
