import { textOf } from "../syntax/span.ts";
import { isDurationOrDistance, type TokenKind } from "../syntax/token.ts";
import type { Token } from "../syntax/tokenize.ts";
import { meaningOf, statesDurationOrDistance } from "./intent/meaning.ts";
import { isRepeatBullet, type LineNode, type StepNode } from "./nodes.ts";
import { atLine, atWords, type Checks, type Diagnostic, type Report, type Verdict } from "./rule.ts";
import { type KnownRule, RULES } from "./rules.ts";

export interface Finding {
  rule: KnownRule;
  diagnostic: Diagnostic;
}

interface Registered<Check> {
  rule: KnownRule;
  check: Check;
}

function checksFor<Key extends keyof Checks>(key: Key): Registered<NonNullable<Checks[Key]>>[] {
  return RULES.flatMap((rule) => {
    const check = rule.check[key];
    return check === undefined ? [] : [{ rule, check }];
  });
}

const STEP_CHECKS: Registered<(step: StepNode) => Report>[] = RULES.flatMap((rule) => {
  const { step, parsed } = rule.check;
  const check = step ?? (parsed && checkOfParsedStep(parsed));
  return check === undefined ? [] : [{ rule, check }];
});
const BULLET_CHECKS = checksFor("bullet");
const REPEAT_CHECKS = checksFor("repeat");
const SECTION_CHECKS = checksFor("section");
const NOTE_CHECKS = checksFor("note");
export const WORKOUT_CHECKS = checksFor("workout");

/** Runs all rules on one line. */
export function findingsIn(node: LineNode): Finding[] {
  switch (node.kind) {
    case "step":
      return isRepeatBullet(node) ? run(BULLET_CHECKS, node) : findingsInStep(node);
    case "repeat":
      return run(REPEAT_CHECKS, node);
    case "section":
      return run(SECTION_CHECKS, node);
    case "note":
      return run(NOTE_CHECKS, node);
  }
}

/** Adds what the checks find to `findings`. */
function run<Node extends LineNode>(
  checks: readonly Registered<(node: Node) => Report>[],
  node: Node,
  findings: Finding[] = [],
): Finding[] {
  for (const { rule, check } of checks) {
    const report = check(node);
    if (report === true) findings.push({ rule, diagnostic: atLine(node) });
    else if (report !== false) for (const diagnostic of report) findings.push({ rule, diagnostic });
  }
  return findings;
}

/** Sorted by column. If there is an error, infos are omitted. */
function findingsInStep(step: StepNode): Finding[] {
  const findings = run(STEP_CHECKS, step, findingsInTokens(step));
  if (findings.length < 2) return findings;
  const hasError = findings.some(({ rule }) => rule.severity === "error");
  const reported = hasError ? findings.filter(({ rule }) => rule.severity !== "info") : findings;
  return reported.sort((a, b) => a.diagnostic.span.column - b.diagnostic.span.column);
}

function checkOfParsedStep(check: NonNullable<Checks["parsed"]>): (step: StepNode) => Report {
  return (step) => step.line.step !== null && check(step.line.step, step) && [atWords(step)];
}

function findingsInTokens(step: StepNode): Finding[] {
  const findings: Finding[] = [];
  for (const token of step.line.body.tokens) {
    const finding = findingAt(token, step);
    if (finding !== null) findings.push(finding);
  }
  return findings;
}

type TokenCheck = (token: Token, step: StepNode) => Verdict;

/** Only the first rule that finds something in a token reports it. */
function findingAt(token: Token, step: StepNode): Finding | null {
  for (const { rule, check } of tokenChecks(token.kind)) {
    const verdict = check(token, step);
    if (verdict === false) continue;
    const effect = droppedStepEffect(token, { step, rule }) ?? (verdict === true ? undefined : verdict.effect);
    const text = textOf(step.line.source, token.span);
    return { rule, diagnostic: { span: token.span, text, ...(effect !== undefined && { effect }) } };
  }
  return null;
}

const TOKEN_CHECKS = new Map<TokenKind, Registered<TokenCheck>[]>();

function tokenChecks(kind: TokenKind): Registered<TokenCheck>[] {
  let checks = TOKEN_CHECKS.get(kind);
  if (checks === undefined) {
    // Safe because a check only receives tokens of the kind that it is registered for.
    checks = [...(checksFor(kind) as Registered<TokenCheck>[]), ...checksFor("anyToken")];
    TOKEN_CHECKS.set(kind, checks);
  }
  return checks;
}

/** The effect to report if the step is dropped because the server does not recognize this token as its duration or distance. */
function droppedStepEffect(token: Token, { step, rule }: { step: StepNode; rule: KnownRule }): string | undefined {
  if (step.line.step !== null || token.reads.some(isDurationOrDistance)) return undefined;
  if (!statesDurationOrDistance(meaningOf(token, step.context))) return undefined;
  return rule.evidence === "live"
    ? "is not recognized as a duration or distance: the step is dropped"
    : "may not be recognized as a duration or distance: the step may be dropped";
}
