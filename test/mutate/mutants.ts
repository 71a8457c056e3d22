/** One broken line: what it breaks for users, and the test files that must notice. */
export interface Mutant {
  file: string;
  breaks: string;
  /** Occurs exactly once in the file. */
  find: string;
  replace: string;
  tests: readonly string[];
}

export const MUTANTS: readonly Mutant[] = [
  {
    file: "src/training/fitness.ts",
    breaks: "the optimal form band ends at −25 instead of −30",
    find: "over: -30",
    replace: "over: -25",
    tests: ["test/training/fitness.test.ts"],
  },
];
