import { defineConfig } from "vitest/config";

/** Tests of real programs against a real `wrangler dev`. They run in Node, one file at a time. */
export default defineConfig({
  test: {
    root: ".",
    include: ["test/e2e/**/*.test.ts", "test/browser/**/*.test.ts"],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 180_000,
  },
});
