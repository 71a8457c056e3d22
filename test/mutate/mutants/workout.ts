import type { Mutant } from "../mutant.ts";

const folder = "src/workout";
const estimate = ["test/workout/estimate/estimate.test.ts"];
const lint = ["test/workout/lint/lint.test.ts"];
const rules = ["test/workout/lint/rules.test.ts"];
const fix = ["test/workout/fix/fix.test.ts"];
const parse = ["test/workout/syntax/parse.test.ts"];
const print = ["test/workout/print/print.test.ts"];

export const WORKOUT: readonly Mutant[] = [
  {
    file: `${folder}/estimate/zones.ts`,
    breaks: "the upper bound of a zone belongs to the next zone",
    find: "percent <= top + 1e-6",
    replace: "percent <= top - 1e-6",
    tests: estimate,
  },
  {
    file: `${folder}/estimate/effort.ts`,
    breaks: "a band counts as a ramp",
    find: "return isRamp ? [from, to] : [(from + to) / 2, (from + to) / 2]",
    replace: "return [from, to]",
    tests: estimate,
  },
  {
    file: `${folder}/estimate/normalized-power.ts`,
    breaks: "normalized power has a rolling mean of 25 seconds",
    find: "WINDOW = 30",
    replace: "WINDOW = 25",
    tests: estimate,
  },
  {
    file: `${folder}/estimate/load.ts`,
    breaks: "the load of swimming grows with the square of the speed",
    find: "intensity ** 3",
    replace: "intensity ** 2",
    tests: estimate,
  },
  {
    file: `${folder}/estimate/load.ts`,
    breaks: "heart rate load has another weight than Banister's for men",
    find: "1.92 * reserve",
    replace: "1.67 * reserve",
    tests: estimate,
  },
  {
    file: `${folder}/steps.ts`,
    breaks: "a repeat counts once in the duration of a workout",
    find: "duration += times * ",
    replace: "duration += ",
    tests: parse,
  },
  {
    file: `${folder}/syntax/grammar.ts`,
    breaks: "a pace per mile is a pace per 1600 m",
    find: `meters: 1609.344, setting: "MINS_MILE"`,
    replace: `meters: 1600, setting: "MINS_MILE"`,
    tests: lint,
  },
  {
    file: `${folder}/syntax/durations.ts`,
    breaks: "1h30 is one hour and 30 seconds",
    find: "last * (match[2] === undefined ? 60 : 1)",
    replace: "last",
    tests: parse,
  },
  {
    file: `${folder}/syntax/lines.ts`,
    breaks: "a repeat count has no upper limit",
    find: "d{1,5})x$",
    replace: "d+)x$",
    tests: parse,
  },
  {
    file: `${folder}/syntax/parse.ts`,
    breaks: "a repeat directly below a step repeats its steps",
    find: `line.kind !== "repeat" || before === "step"`,
    replace: `line.kind !== "repeat"`,
    tests: rules,
  },
  {
    file: `${folder}/syntax/token.ts`,
    breaks: "10min, which the server drops, is parsed as ten minutes",
    find: `flaw === "joiner" ? [lastOf(value)] : []`,
    replace: `flaw === "joiner" ? [lastOf(value)] : [value]`,
    tests: lint,
  },
  {
    file: `${folder}/syntax/step-line.ts`,
    breaks: "a line without a duration or distance is a step",
    find: "(step.duration ?? 0) > 0",
    replace: "(step.duration ?? 0) >= 0",
    tests: rules,
  },
  {
    file: `${folder}/syntax/span.ts`,
    breaks: "columns are counted from 0",
    find: "column: start + 1, length: Math.max(0, end - start)",
    replace: "column: start, length: Math.max(0, end - start)",
    tests: lint,
  },
  {
    file: `${folder}/syntax/span.ts`,
    breaks: "an indented line is reported at column 1",
    find: "text.length === source.length ? 0 : source.length - source.trimStart().length",
    replace: "0",
    tests: lint,
  },
  {
    file: `${folder}/lint/rules/paces.ts`,
    breaks: "a dropped pace is a warning, so the workout is stored without its target",
    find: `id: "pace-without-word",\n    severity: "error"`,
    replace: `id: "pace-without-word",\n    severity: "warning"`,
    tests: rules,
  },
  {
    file: `${folder}/lint/find.ts`,
    breaks: "infos are reported beside an error that causes them",
    find: `hasError ? findings.filter(({ rule }) => rule.severity !== "info") : findings`,
    replace: "hasError ? findings : findings",
    tests: lint,
  },
  {
    file: `${folder}/lint/intent/meaning.ts`,
    breaks: "a run of 50 minutes is corrected to 50 metres",
    find: "minutes >= 100 && minutes % 50 === 0",
    replace: "minutes >= 50 && minutes % 50 === 0",
    tests: fix,
  },
  {
    file: `${folder}/fix/fix.ts`,
    breaks: "a correction of several lines keeps the old lines",
    find: "lines.fill(null, line, endLine)",
    replace: "lines.fill(null, line, line)",
    tests: rules,
  },
  {
    file: `${folder}/print/print.ts`,
    breaks: "a wrong count in the text of a repeat is printed",
    find: "Number(number?.[1]) === reps",
    replace: "number !== null",
    tests: print,
  },
  {
    file: `${folder}/print/print.ts`,
    breaks: "a nested repeat of 1000 lines is refused",
    find: "inner.length * step.reps > MAX_LINES_WRITTEN_OUT",
    replace: "inner.length * step.reps >= MAX_LINES_WRITTEN_OUT",
    tests: print,
  },
];
