/** One broken line: what it breaks for users, and the test files that must notice. */
export interface Mutant {
  file: string;
  breaks: string;
  /** Occurs exactly once in the file. */
  find: string;
  replace: string;
  tests: readonly string[];
}
