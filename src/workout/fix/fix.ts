/** Puts the corrections of a workout text into it. */
import { lintWorkout } from "../lint/lint.ts";
import type { Problem } from "../lint/problem.ts";
import { linesOf, type Workout } from "../syntax/parse.ts";
import type { Thresholds } from "../thresholds.ts";

export interface FixedWorkout {
  text: string;
  /** The corrected text, parsed. */
  workout: Workout;
  /** What only the writer can solve. */
  remaining: Problem[];
  /** What was corrected. */
  fixed: Problem[];
}

/** A correction can uncover the next one: a `5×` that becomes a repeat may then lack its blank line. */
const MOST_ROUNDS = 4;

/**
 * Corrects every problem that has one solution, and proves the result: the corrected text is parsed and linted again,
 * until nothing is left to correct. Never throws.
 *
 * @param options `only` limits it to some problems, with everything else that is wrong in their lines.
 * @example
 * fixWorkout("- 10min @ 60%", { sport: "Ride" }).text
 * // "- 10m 60%"
 */
export function fixWorkout(
  text: string,
  athlete: Thresholds,
  { only = () => true }: { only?: (problem: Problem) => boolean } = {},
): FixedWorkout {
  const fixed: Problem[] = [];
  let result = text;
  let { workout, problems } = lintWorkout(result, athlete);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const corrections = problems.filter((problem) => problem.correction !== undefined && only(problem));
    if (corrections.length === 0) break;
    fixed.push(...corrections);
    result = applyCorrections(result, corrections);
    ({ workout, problems } = lintWorkout(result, athlete));
  }
  return { text: result, workout, remaining: problems, fixed };
}

/** All problems of a line carry the same correction; of two that overlap, the first is put in. */
function applyCorrections(text: string, problems: readonly Problem[]): string {
  const lines: (string | null)[] = linesOf(text);
  let done = 0;
  for (const { line, endLine = line, correction } of problems) {
    if (correction === undefined || line <= done) continue;
    lines.fill(null, line, endLine);
    lines[line - 1] = correction;
    done = endLine;
  }
  // Corrections bring the blank lines that each of them needs.
  return lines
    .filter((line) => line !== null)
    .join("\n")
    .replace(/\n{3,}/g, "\n\n");
}
