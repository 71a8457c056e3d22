import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-pool-workers";
import { defineConfig } from "vitest/config";

/**
 * `npm run soak`: what takes too long for `npm test`. Files named `*.soak.ts` run one after the other in one runtime, and
 * the random tests run longer. Lines that begin with `soak` are printed; everything else that the Worker says is not.
 */
const { FUZZ_SEED = String(Math.floor(Math.random() * 2 ** 31)), FUZZ_RUNS = "6" } = process.env;
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
  },
});

export default defineConfig({
  plugins: [worker],
  test: {
    name: "soak",
    root: ".",
    include: ["test/soak/**/*.soak.ts", "test/attacks/fuzz.test.ts"],
    setupFiles: ["test/setup.ts"],
    testTimeout: 300_000,
    hookTimeout: 120_000,
    isolate: false,
    maxWorkers: 1,
    onConsoleLog: (line) => line.startsWith("soak"),
  },
});
