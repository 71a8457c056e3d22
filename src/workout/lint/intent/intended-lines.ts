import { printHeader } from "../../print/print.ts";
import { isTarget } from "../../syntax/token.ts";
import type { Word } from "../../syntax/words.ts";
import type { LintContext } from "../context.ts";
import {
  addMeaning,
  beginsAnotherStep,
  type Draft,
  hasDurationOrDistance,
  hasTarget,
  newDraft,
  printDraft,
  type WordMeaning,
} from "./drafts.ts";
import {
  continuedSeconds,
  type IntendedBody,
  type IntendedToken,
  isIntendedAsDurationOrDistance,
  isRestWord,
  isRiskyInCue,
} from "./intended-body.ts";
import { roleOf } from "./roles.ts";
import { withoutBrackets } from "./stopwords.ts";

/** The lines that the author of a step line intended: steps, or a repeat of steps. */
export interface IntendedLines {
  /** Null if there is no repeat. */
  header: string | null;
  reps: number;
  steps: readonly string[];
}

interface Intent {
  header: string | null;
  reps: number;
  /** The steps of the line so far. */
  drafts: Draft[];
  /** The last one of them. */
  draft: Draft;
}

/** Null if only the author knows: a step without a duration or distance, a repeat within a repeat, an unknown reference. */
export function intendedLinesOf(body: IntendedBody, context: LintContext): IntendedLines | null {
  const draft = newDraft();
  const intent: Intent = { header: null, reps: 1, drafts: [draft], draft };
  let previous: IntendedToken | undefined;
  let restWord: Word | undefined;
  for (const { token, words, following } of partsOf(body)) {
    const role = token === undefined ? "text" : roleOf(token, body);
    if (role === "unknown") return null;
    if (role === "text" && words[0] !== restWord) addText(intent.draft, { words, context });
    if (role !== "intended" || token === undefined || isAlternativeInBrackets(token, { body, draft: intent.draft }))
      continue;
    if (startsRest(intent.draft, { token, neighbours: [body.words[token.first - 1], following] })) {
      if (isRestWord(withoutBrackets(intent.draft.remark.at(-1) ?? ""))) intent.draft.remark.pop();
      startStep(intent, newDraft({ intensity: "rest" }, ["Rest"]));
      restWord = following;
    }
    if (intent.header !== null && token.means.some(({ kind }) => kind === "reps")) return null;
    const more = continuedSeconds(previous, token);
    if (more !== null) intent.draft.step.duration = (intent.draft.step.duration ?? 0) + more;
    else for (const meaning of token.means) applyMeaning(intent, { meaning, word: words[0]?.text ?? "" });
    previous = token;
  }

  const { header, reps, drafts } = intent;
  const isBareRepeat = header !== null && drafts.length === 1 && !hasDurationOrDistance(draft) && !hasTarget(draft);
  const lines = isBareRepeat ? [] : drafts.map((it) => printDraft(it, context));
  return lines.includes(null) ? null : { header, reps, steps: lines.filter((line) => line !== null) };
}

interface Part {
  token?: IntendedToken;
  words: readonly Word[];
  following?: Word;
}

/** The tokens and the words between them, in order, each with the word after it. */
function* partsOf({ words, tokens }: IntendedBody): Generator<Part> {
  for (let i = 0, t = 0; i < words.length; ) {
    const token = tokens[t]?.first === i ? tokens[t++] : undefined;
    const next = token?.next ?? i + 1;
    const following = words[next];
    yield { words: words.slice(i, next), ...(token && { token }), ...(following && { following }) };
    i = next;
  }
}

function addText(draft: Draft, { words, context }: { words: readonly Word[]; context: LintContext }): void {
  const texts = words.map(({ text }) => text);
  if (hasDurationOrDistance(draft) || draft.clock !== undefined) draft.remark.push(...texts);
  else draft.cue.push(...texts.filter((text) => text !== "|" && !isRiskyInCue(text, context)));
}

function applyMeaning(intent: Intent, { meaning, word }: WordMeaning): void {
  if (meaning.kind === "reps") {
    // After the steps it repeats them as well, but the cue belongs to the steps.
    const isBefore = intent.drafts.length === 1 && !hasDurationOrDistance(intent.draft);
    const label = isBefore ? intent.draft.cue.splice(0).join(" ") : "";
    intent.reps = meaning.reps;
    intent.header = printHeader({ text: label, reps: meaning.reps });
    return;
  }
  if (beginsAnotherStep(intent.draft, meaning)) startStep(intent, newDraft());
  addMeaning(intent.draft, { meaning, word });
}

function startStep(intent: Intent, draft: Draft): void {
  intent.draft = draft;
  intent.drafts.push(draft);
}

/** A token and the words before and after it. */
interface Surrounded {
  token: IntendedToken;
  neighbours: readonly (Word | undefined)[];
}

/** Whether `30s rest` or `rest 30s` after a step begins a step of its own. */
function startsRest(draft: Draft, { token, neighbours }: Surrounded): boolean {
  return (
    hasDurationOrDistance(draft) &&
    isIntendedAsDurationOrDistance(token) &&
    neighbours.some((word) => isRestWord(word?.core))
  );
}

/** Words between an opening bracket and a target. This project's own limit. */
const MAX_WORDS_IN_BRACKETS = 4;

/** `95% (240w)`: a target in brackets repeats the target before it. */
function isAlternativeInBrackets(token: IntendedToken, { body, draft }: { body: IntendedBody; draft: Draft }): boolean {
  if (!hasDurationOrDistance(draft) || !hasTarget(draft) || !token.means.some(isTarget)) return false;
  for (let i = token.first; i >= 0; i--) {
    const text = body.words[i]?.text ?? "";
    if (text.startsWith("(")) return true;
    if (text.endsWith(")") && i < token.first) return false;
    if (token.first - i > MAX_WORDS_IN_BRACKETS) return false;
  }
  return false;
}
