import { lintWorkout } from "../lint/lint.ts";
import type { Problem } from "../lint/problem.ts";
import { linesOf, type Workout } from "../syntax/parse.ts";
import type { Thresholds } from "../thresholds.ts";

export interface FixedWorkout {
  text: string;
  /** The corrected text after parsing. */
  workout: Workout;
  /** Problems that the corrected text still has. */
  remaining: Problem[];
  /** Problems that were corrected. */
  fixed: Problem[];
}

export interface FixOptions {
  athlete: Thresholds;
  /** Limits the correction to these problems, and to the other problems of their lines. */
  only?: (problem: Problem) => boolean;
}

/** A correction can uncover another problem: a `5×` that becomes a repeat may need a blank line. */
const MAX_ROUNDS = 4;

/**
 * Corrects every problem with exactly one correction. Lints the corrected text again until nothing is left to correct.
 * Never throws.
 *
 * @see docs/workout-language.md
 * @example
 * fixWorkout("- 10min @ 60%", { athlete: { sport: "Ride" } }).text
 * // "- 10m 60%"
 */
export function fixWorkout(text: string, { athlete, only = () => true }: FixOptions): FixedWorkout {
  const fixed: Problem[] = [];
  let result = text;
  let { workout, problems } = lintWorkout(result, athlete);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const corrections = problems.filter((problem) => problem.correction !== undefined && only(problem));
    if (corrections.length === 0) break;
    fixed.push(...corrections);
    result = applyCorrections(result, corrections);
    ({ workout, problems } = lintWorkout(result, athlete));
  }
  return { text: result, workout, remaining: problems, fixed };
}

/** All problems of a line have the same correction. If two corrections overlap, the first one is applied. */
function applyCorrections(text: string, problems: readonly Problem[]): string {
  const lines: (string | null)[] = linesOf(text);
  let done = 0;
  for (const { line, endLine = line, correction } of problems) {
    if (correction === undefined || line <= done) continue;
    lines.fill(null, line, endLine);
    lines[line - 1] = correction;
    done = endLine;
  }
  // Each correction adds the blank lines that it needs, so there may be two in a row.
  return lines
    .filter((line) => line !== null)
    .join("\n")
    .replace(/\n{3,}/g, "\n\n");
}
