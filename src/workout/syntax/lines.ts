/** What kind of line a line of a workout is. */
import { SECTIONS } from "./grammar.ts";

export type Line =
  | { kind: "blank" }
  /** `dash`: the index of its dash. */
  | { kind: "step"; dash: number }
  | { kind: "repeat"; reps: number; text: string }
  | { kind: "section"; section: keyof typeof SECTIONS }
  | { kind: "prose" };

export function classifyLine(line: string): Line {
  const text = line.trim();
  if (text === "") return { kind: "blank" };
  if (text.startsWith("-")) return { kind: "step", dash: line.indexOf("-") };
  const reps = Number(/^(\d{1,5})x$/i.exec(lastWord(text))?.[1] ?? 0);
  if (reps > 0) return { kind: "repeat", reps, text: text.replace(/\s+/g, " ") };
  const section = SECTION_OF.get(text.toLowerCase());
  return section === undefined ? { kind: "prose" } : { kind: "section", section };
}

const SECTION_OF = new Map<string, keyof typeof SECTIONS>([
  ...SECTIONS.warmup.map((word) => [word.toLowerCase(), "warmup"] as const),
  ...SECTIONS.cooldown.map((word) => [word.toLowerCase(), "cooldown"] as const),
]);

function lastWord(text: string): string {
  for (let i = text.length - 1; i >= 0; i--) if (/\s/.test(text[i] ?? "")) return text.slice(i + 1);
  return text;
}
