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
  /** Sorted by line and column; at most 500. */
  problems: Problem[];
}

/** Limits the result for long texts. This project's own. */
const MAX_PROBLEMS = 500;

/**
 * Parses a workout text and reports every place where Intervals.icu silently parses something other than the author
 * intends, with the corrected line if there is exactly one. Linear in the length of the text. Never throws.
 *
 * @param athlete thresholds make corrections concrete: heart rates in bpm become percentages, and power in a run is not a
 *   mistake if there is an FTP
 * @see docs/workout-language.md
 * @example
 * lintWorkout("- 400m 95% Pace", { sport: "Run" }).problems[0]
 * // { line: 1, column: 3, severity: "error", rule: "metres-as-minutes", correction: "- 400mtr 95% Pace", … }
 */
export function lintWorkout(text: string, athlete: Thresholds): LintResult {
  const workout = parseWorkout(text, athlete);
  const context = lintContextOf(workout, athlete);
  const problems: Problem[] = [];
  for (const node of nodesOf(context)) {
    if (problems.length >= MAX_PROBLEMS) break;
    for (const problem of problemsIn(node)) problems.push(problem);
  }
  problems.push(...workoutProblems(workout, problems));
  const listed = problems.slice(0, MAX_PROBLEMS).sort((a, b) => a.line - b.line || a.column - b.column);
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
    return toProblem(rule, { diagnostic, correction: edit && { edit, source } });
  });
}

/** Reported at the first line that is not blank. If there is an error, they may only be its consequence and are omitted. */
function workoutProblems(workout: Workout, problems: readonly Problem[]): Problem[] {
  const first = workout.lines.find(({ kind }) => kind !== "blank");
  if (first === undefined || problems.some(isError)) return [];
  const span = { line: first.span.line, column: 1, length: 0 };
  return WORKOUT_CHECKS.filter(({ check }) => check(workout)).map(({ rule }) =>
    toProblem(rule, { diagnostic: { span, text: "" }, correction: null }),
  );
}
