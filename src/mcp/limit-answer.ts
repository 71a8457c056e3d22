/** Characters of one answer. Our choice: about 25,000 tokens, more than most hosts pass on to a model. */
export const MAX_ANSWER_CHARACTERS = 100_000;

const HOW_TO_GET_THE_REST = "Ask for less at once: a shorter range, a smaller limit, or fewer fields.";

/** Cuts a long text after a line, and says so. */
export function limitText(text: string): string {
  if (text.length <= MAX_ANSWER_CHARACTERS) return text;
  const start = text.slice(0, MAX_ANSWER_CHARACTERS);
  const lines = (start.slice(0, start.lastIndexOf("\n")) || start).toWellFormed();
  return `${lines}\n\nThis answer is incomplete: ${lines.length} of ${text.length} characters are shown. ${HOW_TO_GET_THE_REST}`;
}

/** Shortens the longest lists of a large output, so that it remains JSON, and says so in `cut`. */
export function limitOutput(output: Record<string, unknown>): Record<string, unknown> {
  const length = lengthOf(output);
  if (length <= MAX_ANSWER_CHARACTERS) return output;
  let shortened: unknown = output;
  for (let left = length; left > MAX_ANSWER_CHARACTERS - 1_000; ) {
    shortened = shorten(shortened);
    const now = lengthOf(shortened);
    if (now >= left) return { cut: `The answer has ${length} characters. ${HOW_TO_GET_THE_REST}` };
    left = now;
  }
  const kept = typeof shortened === "object" ? shortened : {};
  return { ...kept, cut: `Lists are incomplete: the answer has ${length} characters. ${HOW_TO_GET_THE_REST}` };
}

/** Half of a list or text; of an object, its longest value is shortened. */
function shorten(value: unknown): unknown {
  if (typeof value === "string") return value.slice(0, value.length / 2).toWellFormed();
  if (Array.isArray(value)) return value.length === 1 ? [shorten(value[0])] : value.slice(0, value.length / 2);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const lengths = entries.map(([, inner]) => lengthOf(inner));
  const longest = lengths.indexOf(Math.max(...lengths));
  return Object.fromEntries(entries.map(([name, inner], index) => [name, index === longest ? shorten(inner) : inner]));
}

const lengthOf = (value: unknown): number => (JSON.stringify(value) ?? "").length;
