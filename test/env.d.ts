declare module "*?raw" {
  const text: string;
  export default text;
}

/** What `test/vitest.config.ts` binds beside the bindings of the Worker. */
interface TestBindings {
  /** Node side of the test run: keeps what passed between our client and the stand-in, for the contract check. */
  RECORDER?: Fetcher;
  /** What is sent at random, and how much of it. */
  FUZZ_SEED: number;
  FUZZ_RUNS: number;
  MIGRATIONS: import("@cloudflare/vitest-pool-workers").D1Migration[];
}
interface Env extends TestBindings {}
declare namespace Cloudflare {
  interface GlobalProps {
    mainModule: typeof import("./worker.ts");
  }
  interface Env extends TestBindings {}
}
