declare module "*?raw" {
  const text: string;
  export default text;
}

/** The bindings that `test/vitest.config.ts` adds to those of the Worker. */
interface TestBindings {
  /** Runs in Node, and records the requests of the API client and the responses of the stand-in for the contract check. */
  RECORDER?: Fetcher;
  /** The seed of the fuzz tests, and how many times longer than usual they run. */
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
