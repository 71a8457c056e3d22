import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-pool-workers";
import { defineConfig } from "vitest/config";

/**
 * `npm run soak`: tests that take too long for `npm test`. Files named `*.soak.ts` run one after another in one runtime, and
 * the tests with random and odd values run longer. Only the figures and the seed are printed.
 */
process.env.FUZZ_SEED ??= String(Math.floor(Math.random() * 2 ** 31));
const { FUZZ_SEED, FUZZ_RUNS = "6" } = process.env;

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
  },
});

export default defineConfig({
  plugins: [worker],
  test: {
    name: "soak",
    root: ".",
    include: ["test/soak/**/*.soak.ts", "test/attacks/{fuzz,untrusted-text}.test.ts"],
    setupFiles: ["test/setup.ts"],
    testTimeout: 600_000,
    hookTimeout: 120_000,
    isolate: false,
    maxWorkers: 1,
    onConsoleLog: (line) => /^(soak|FUZZ_SEED)/.test(line),
  },
});
