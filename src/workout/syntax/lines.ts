import { SECTIONS } from "./grammar.ts";

export type Section = keyof typeof SECTIONS;

/** The kinds of lines that the server distinguishes. */
export type LineForm =
  | { kind: "blank" }
  /** `dash`: the index of the dash. */
  | { kind: "step"; dash: number }
  | { kind: "repeat"; reps: number; text: string }
  | { kind: "section"; section: Section }
  | { kind: "note" };

export function classifyLine(source: string): LineForm {
  const text = source.trim();
  if (text === "") return { kind: "blank" };
  if (text.startsWith("-")) return { kind: "step", dash: source.indexOf("-") };
  const reps = Number(/^(\d{1,5})x$/i.exec(lastWord(text))?.[1] ?? 0);
  if (reps > 0) return { kind: "repeat", reps, text: text.replace(/\s+/g, " ") };
  const section = SECTION_OF.get(text.toLowerCase());
  return section === undefined ? { kind: "note" } : { kind: "section", section };
}

const SECTION_OF = new Map<string, Section>([
  ...SECTIONS.warmup.map((word) => [word.toLowerCase(), "warmup"] as const),
  ...SECTIONS.cooldown.map((word) => [word.toLowerCase(), "cooldown"] as const),
]);

function lastWord(text: string): string {
  for (let i = text.length - 1; i >= 0; i--) if (/\s/.test(text[i] ?? "")) return text.slice(i + 1);
  return text;
}
