/** Puts the corrections of a workout text into it. */

import type { Problem } from "../lint/problems.ts";
import { type ParsedWorkout, parseWorkout } from "../syntax/parse.ts";
import type { Thresholds } from "../thresholds.ts";

export interface CorrectedWorkout {
  text: string;
  /** The corrected text, parsed; its problems are those that only the writer can solve. */
  parsed: ParsedWorkout;
  /** What was corrected. */
  corrected: Problem[];
}

/** A correction can uncover the next one: a `5×` that becomes a repeat may then lack its empty line. */
const MOST_ROUNDS = 4;

/** `isWanted` limits it to some problems, with what else is wrong in their lines. */
export function correctWorkout(
  text: string,
  sport: string,
  athlete: Partial<Thresholds> = {},
  isWanted: (problem: Problem) => boolean = () => true,
): CorrectedWorkout {
  const corrected: Problem[] = [];
  let result = text;
  let parsed = parseWorkout(result, sport, athlete);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const corrections = parsed.problems.filter((problem) => problem.correction !== undefined && isWanted(problem));
    if (corrections.length === 0) break;
    corrected.push(...corrections);
    result = applyCorrections(result, corrections);
    parsed = parseWorkout(result, sport, athlete);
  }
  return { text: result, parsed, corrected };
}

/** All problems of a line carry the same correction, which holds for the line as a whole; the first of two that overlap is put in. */
function applyCorrections(text: string, problems: readonly Problem[]): string {
  const lines: (string | null)[] = text.split(/\r\n|[\n\r]/);
  let done = 0;
  for (const { line, endLine = line, correction } of problems) {
    if (correction === undefined || line <= done) continue;
    lines.fill(null, line, endLine);
    lines[line - 1] = correction;
    done = endLine;
  }
  // Corrections bring the empty line that each of them needs.
  return lines
    .filter((line) => line !== null)
    .join("\n")
    .replace(/\n{3,}/g, "\n\n");
}
