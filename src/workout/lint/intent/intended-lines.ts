/** The lines that a step line should have been, from the same tokens as what the server makes of it. */
import { printHeader } from "../../print/print.ts";
import { isTarget } from "../../syntax/token.ts";
import type { Word } from "../../syntax/words.ts";
import type { LintContext } from "../context.ts";
import { addMeaning, beginsAnotherStep, type Draft, hasExtent, hasTarget, newDraft, printDraft } from "./drafts.ts";
import {
  continuedSeconds,
  type IntendedBody,
  type IntendedToken,
  isRestWord,
  isRiskyInCue,
  meansExtent,
} from "./intended-body.ts";
import type { Meaning } from "./meaning.ts";
import { roleOf } from "./roles.ts";
import { withoutBrackets } from "./stopwords.ts";

/** Steps, or a repeat of them. */
export interface IntendedLines {
  /** Null without a repeat. */
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

/** Null where only the writer knows: a step without an extent, a repeat in a repeat, an unknown reference. */
export function intendedLinesOf(body: IntendedBody, context: LintContext): IntendedLines | null {
  const draft = newDraft();
  const intent: Intent = { header: null, reps: 1, drafts: [draft], draft };
  let previous: IntendedToken | undefined;
  let restWord: Word | undefined;
  for (const { token, words, following } of partsOf(body)) {
    const role = token === undefined ? "text" : roleOf(token, body);
    if (role === "unknown") return null;
    if (role === "text" && words[0] !== restWord) addText(intent.draft, words, context);
    if (role !== "meant" || token === undefined || isAside(token, body, intent.draft)) continue;
    if (startsRest(intent.draft, token, [body.words[token.first - 1], following])) {
      if (isRestWord(withoutBrackets(intent.draft.remark.at(-1) ?? ""))) intent.draft.remark.pop();
      startStep(intent, newDraft({ intensity: "rest" }, ["Rest"]));
      restWord = following;
    }
    if (intent.header !== null && token.means.some(({ kind }) => kind === "reps")) return null;
    const more = continuedSeconds(previous, token);
    if (more !== null) intent.draft.step.duration = (intent.draft.step.duration ?? 0) + more;
    else for (const meaning of token.means) applyMeaning(intent, meaning, words[0]?.text ?? "");
    previous = token;
  }

  const { header, reps, drafts } = intent;
  const isBareRepeat = header !== null && drafts.length === 1 && !hasExtent(draft) && !hasTarget(draft);
  const lines = isBareRepeat ? [] : drafts.map((it) => printDraft(it, context));
  return lines.includes(null) ? null : { header, reps, steps: lines.filter((line) => line !== null) };
}

interface Part {
  token?: IntendedToken;
  words: readonly Word[];
  following?: Word;
}

/** The tokens and the words between them, in their order, each with the word behind it. */
function* partsOf({ words, tokens }: IntendedBody): Generator<Part> {
  for (let i = 0, t = 0; i < words.length; ) {
    const token = tokens[t]?.first === i ? tokens[t++] : undefined;
    const next = token?.next ?? i + 1;
    const following = words[next];
    yield { words: words.slice(i, next), ...(token && { token }), ...(following && { following }) };
    i = next;
  }
}

function addText(draft: Draft, words: readonly Word[], context: LintContext): void {
  const texts = words.map(({ text }) => text);
  if (hasExtent(draft) || draft.clock !== undefined) draft.remark.push(...texts);
  else draft.cue.push(...texts.filter((text) => text !== "|" && !isRiskyInCue(text, context)));
}

function applyMeaning(intent: Intent, meaning: Meaning, word: string): void {
  if (meaning.kind === "reps") {
    // Behind the steps it repeats them too, but the cue is theirs.
    const isBefore = intent.drafts.length === 1 && !hasExtent(intent.draft);
    const label = isBefore ? intent.draft.cue.splice(0).join(" ") : "";
    intent.reps = meaning.reps;
    intent.header = printHeader({ text: label, reps: meaning.reps });
    return;
  }
  if (beginsAnotherStep(intent.draft, meaning)) startStep(intent, newDraft());
  addMeaning(intent.draft, meaning, word);
}

function startStep(intent: Intent, draft: Draft): void {
  intent.draft = draft;
  intent.drafts.push(draft);
}

/** `30s rest` or `rest 30s` behind a step is a step of its own. */
function startsRest(draft: Draft, token: IntendedToken, neighbours: readonly (Word | undefined)[]): boolean {
  return hasExtent(draft) && meansExtent(token) && neighbours.some((word) => isRestWord(word?.core));
}

const LONGEST_ASIDE = 4;

/** `95% (240w)`: another target in brackets repeats the first one. */
function isAside(token: IntendedToken, { words }: IntendedBody, draft: Draft): boolean {
  if (!hasExtent(draft) || !hasTarget(draft) || !token.means.some(isTarget)) return false;
  for (let i = token.first; i >= 0; i--) {
    const text = words[i]?.text ?? "";
    if (text.startsWith("(")) return true;
    if (text.endsWith(")") && i < token.first) return false;
    if (token.first - i > LONGEST_ASIDE) return false;
  }
  return false;
}
