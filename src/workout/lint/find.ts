/** Runs the rules over one line. */
import { textOf } from "../syntax/span.ts";
import { isExtent, type TokenKind } from "../syntax/token.ts";
import type { Token } from "../syntax/tokenize.ts";
import { isExtentMeant, meaningOf } from "./intent/meaning.ts";
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
  const { step, read } = rule.check;
  const check = step ?? (read && checkOfRead(read));
  return check === undefined ? [] : [{ rule, check }];
});
const BULLET_CHECKS = checksFor("bullet");
const REPEAT_CHECKS = checksFor("repeat");
const SECTION_CHECKS = checksFor("section");
const NOTE_CHECKS = checksFor("note");
export const WORKOUT_CHECKS = checksFor("workout");

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

/** What is found is added to `findings`. */
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

/** In the order of their columns. Beside an error, what is only worth knowing is left out. */
function findingsInStep(step: StepNode): Finding[] {
  const findings = run(STEP_CHECKS, step, findingsInTokens(step));
  if (findings.length < 2) return findings;
  const hasError = findings.some(({ rule }) => rule.severity === "error");
  const told = hasError ? findings.filter(({ rule }) => rule.severity !== "info") : findings;
  return told.sort((a, b) => a.diagnostic.span.column - b.diagnostic.span.column);
}

function checkOfRead(read: NonNullable<Checks["read"]>): (step: StepNode) => Report {
  return (step) => step.line.step !== null && read(step.line.step, step) && [atWords(step)];
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

/** The first rule that finds something about a token reports it. */
function findingAt(token: Token, step: StepNode): Finding | null {
  for (const { rule, check } of tokenChecks(token.kind)) {
    const verdict = check(token, step);
    if (verdict === false) continue;
    const effect = lostExtent(token, step, rule) ?? (verdict === true ? undefined : verdict.effect);
    const text = textOf(step.line.source, token.span);
    return { rule, diagnostic: { span: token.span, text, ...(effect !== undefined && { effect }) } };
  }
  return null;
}

const TOKEN_CHECKS = new Map<TokenKind, Registered<TokenCheck>[]>();

function tokenChecks(kind: TokenKind): Registered<TokenCheck>[] {
  let checks = TOKEN_CHECKS.get(kind);
  if (checks === undefined) {
    // A check is run only on tokens of the kind that it is registered for.
    checks = [...(checksFor(kind) as Registered<TokenCheck>[]), ...checksFor("anyToken")];
    TOKEN_CHECKS.set(kind, checks);
  }
  return checks;
}

/** What is said of a token whose step is dropped, because its duration or distance is not read. */
function lostExtent(token: Token, { line, context }: StepNode, { evidence }: KnownRule): string | undefined {
  if (line.step !== null || token.reads.some(isExtent) || !isExtentMeant(meaningOf(token, context))) return undefined;
  return evidence === "live"
    ? "is not read as a duration or distance: the step is dropped"
    : "is not known to be read as a duration or distance: the step may be dropped";
}
