/** Finds what Intervals.icu reads in another way than the writer of a workout means. */
import { parseWorkout, type Workout } from "../syntax/parse.ts";
import type { Thresholds } from "../thresholds.ts";
import { lintContextOf, sourceAt } from "./context.ts";
import type { Edit } from "./edits/edit.ts";
import { findingsIn, WORKOUT_CHECKS } from "./find.ts";
import { type LineNode, nodesOf } from "./nodes.ts";
import { type Problem, toProblem } from "./problem.ts";
import type { Rule } from "./rule.ts";

export interface LintResult {
  workout: Workout;
  /** In the order of their lines and columns; five hundred at most. */
  problems: Problem[];
}

/** Of a megabyte of mistakes, no more are listed. */
const MOST_PROBLEMS = 500;

/**
 * Parses a workout text and lists every place where the server silently does otherwise than its writer means, with the
 * corrected line where there is one. Linear in the length of the text; never throws.
 *
 * @param athlete what is known makes corrections concrete: beats become percent of the threshold, and power on a run is
 *   told from a mistake.
 * @example
 * lintWorkout("- 400m 95% Pace", { sport: "Run" }).problems[0]
 * // { line: 1, column: 3, severity: "error", rule: "metres-as-minutes", correction: "- 400mtr 95% Pace", … }
 */
export function lintWorkout(text: string, athlete: Thresholds): LintResult {
  const workout = parseWorkout(text, athlete);
  const context = lintContextOf(workout, athlete);
  const problems: Problem[] = [];
  for (const node of nodesOf(context)) {
    if (problems.length >= MOST_PROBLEMS) break;
    for (const problem of problemsIn(node)) problems.push(problem);
  }
  problems.push(...problemsOfWhole(workout, problems));
  const listed = problems.slice(0, MOST_PROBLEMS).sort((a, b) => a.line - b.line || a.column - b.column);
  return { workout, problems: listed };
}

function isError({ severity }: Problem): boolean {
  return severity === "error";
}

function problemsIn(node: LineNode): Problem[] {
  const findings = findingsIn(node);
  if (findings.length === 0) return [];
  const edits = new Map<Rule["fix"], Edit>();
  const editOf = ({ fix }: Rule): Edit | null => {
    if (fix === undefined) return null;
    const edit = edits.get(fix) ?? fix(node);
    edits.set(fix, edit);
    return edit;
  };
  return findings.map(({ rule, diagnostic }) => {
    const edit = editOf(rule);
    const source = sourceAt(node.context, diagnostic.span.line - 1);
    return toProblem(rule, diagnostic, edit && { edit, source });
  });
}

/** About the first line that is not blank. Beside an error they would only be its consequence. */
function problemsOfWhole(workout: Workout, problems: readonly Problem[]): Problem[] {
  const first = workout.lines.find(({ kind }) => kind !== "blank");
  if (first === undefined || problems.some(isError)) return [];
  const span = { line: first.span.line, column: 1, length: 0 };
  return WORKOUT_CHECKS.filter(({ check }) => check(workout)).map(({ rule }) =>
    toProblem(rule, { span, text: "" }, null),
  );
}
