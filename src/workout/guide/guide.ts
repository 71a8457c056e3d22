/**
 * Describes the workout language from the tables of the parser, so that description and parser cannot differ: a cheat
 * sheet, the complete syntax, and the page in `docs/`.
 */
import type { Severity } from "../lint/rule.ts";
import { RULES } from "../lint/rules.ts";
import type { Domain } from "../steps.ts";
import {
  DISTANCE_UNITS,
  EVIDENCE,
  type Evidence,
  INTENSITIES,
  KEYWORDS,
  PACE_UNITS,
  SECTIONS,
  TIME_UNITS,
  WINDOWS,
} from "../syntax/grammar.ts";
import { EXAMPLES } from "./examples.ts";
import { TARGET_FORMS, USES } from "./forms.ts";

/** The essential rules for the description of a tool. It is short because every conversation includes it. */
export function workoutCheatSheet(): string {
  return [
    "Workout text: one step per line, `- [cue] 10m [ramp] target [90rpm]`; other lines are notes. m is MINUTES; distances `400mtr` `1.5km`.",
    `Ride targets ${commonForms("power")}; other sports ${commonForms("pace")} ${commonForms("hr")}.`,
    `Repeat: a line \`4x\`, empty lines around its block, no nesting. Also ${code(SECTIONS.warmup[0])} ${code(SECTIONS.cooldown[0])} \`- Rest 20s intensity=rest\` \`- 10m ramp 50-75%\`.`,
  ].join("\n");
}

function commonForms(domain: Domain): string {
  const common = TARGET_FORMS.filter((form) => form.domain === domain && form.isCommon);
  return common.map(({ forms }) => code(forms[0] ?? "")).join(" ");
}

/** The complete syntax for authors of workouts, without unconfirmed forms: the resource `intervals-icu://workout-syntax`. */
export function workoutSyntaxText(): string {
  return [
    "# Workout text of Intervals.icu",
    "",
    "Intervals.icu parses a structured workout from the description of a planned event or library workout. Text that it",
    "cannot parse is stored without an error, without steps and without load.",
    "",
    ...linesSection(),
    ...durationsSection(false),
    ...targetsSection(false),
    ...optionsSection(false),
    ...usesSection(false),
    ...rulesSection(["error", "warning"]),
    ...examplesSection(),
  ].join("\n");
}

/** The page `docs/workout-language.md`: the complete syntax, with the evidence for each form. */
export function workoutLanguagePage(): string {
  return [
    "# The workout language",
    "",
    "This page is generated from the tables of the parser in `src/workout/`. Do not edit it; run `npm run docs`.",
    "",
    "Intervals.icu parses a structured workout from the description of a planned event or library workout. Text that it",
    "cannot parse is stored without an error, without steps and without load. There is no published grammar. Each form",
    "below has one of these kinds of evidence:",
    "",
    ...Object.entries(EVIDENCE).map(([evidence, meaning]) => `- **${evidence}**: ${meaning}`),
    "",
    ...linesSection(),
    ...durationsSection(true),
    ...targetsSection(true),
    ...optionsSection(true),
    ...usesSection(true),
    ...rulesSection(["error", "warning", "info"]),
    ...examplesSection(),
  ].join("\n");
}

function linesSection(): string[] {
  return [
    "## Lines",
    "",
    "- A step: `- [cue] duration-or-distance [ramp] target [cadence] [options]`. The cue is all words before the first number with a unit.",
    "- A repeat: a line that ends in a number and `x`, such as `4x` or `Main Set 4x`. Its steps are directly below it, with a blank line before the repeat and after the steps.",
    `- A section: exactly ${[...SECTIONS.warmup, ...SECTIONS.cooldown].map(code).join(", ")}. It marks the steps directly below it.`,
    "- Any other line is a note. A blank line or a note ends a repeat or section.",
    "",
  ];
}

function code(text: string): string {
  return `\`${text}\``;
}

interface Table {
  head: readonly string[];
  /** The last cell of a row is the evidence. */
  rows: readonly (readonly string[])[];
  withEvidence: boolean;
}

function table({ head, rows, withEvidence }: Table): string[] {
  const columns = withEvidence ? [...head, "evidence"] : head;
  const line = (cells: readonly string[]) => `| ${cells.slice(0, columns.length).join(" | ")} |`;
  return [line(columns), `|${columns.map(() => "---").join("|")}|`, ...rows.map(line), ""];
}

function durationsSection(withEvidence: boolean): string[] {
  const usable = ({ evidence }: { evidence: Evidence }) => withEvidence || evidence !== "claimed";
  const times = TIME_UNITS.map(({ token, seconds, evidence }) => [
    code(token),
    `${seconds} s`,
    code(`10${token}`),
    evidence,
  ]);
  const distances = DISTANCE_UNITS.filter(usable).map(({ token, meters, evidence }) => [
    code(token),
    `${meters} m`,
    code(`10${token}`),
    evidence,
  ]);
  return [
    "## Durations and distances",
    "",
    ...table({ head: ["unit", "length", "example"], rows: [...times, ...distances], withEvidence }),
    "Times can be combined: `1h30m`, `5m30s`, `1m30` (1:30), `5'`, `30\"`, `1'30\"`. **`m` means minutes in every sport.**",
    "",
  ];
}

function targetsSection(withEvidence: boolean): string[] {
  const rows = TARGET_FORMS.filter(({ evidence }) => withEvidence || evidence !== "claimed").map(
    ({ domain, what, forms, units, evidence }) => [domain, what, forms.map(code).join(" "), code(units), evidence],
  );
  return [
    "## Targets",
    "",
    ...table({ head: ["domain", "target", "syntax", "stored as"], rows, withEvidence }),
    `The units of a pace are ${PACE_UNITS.map(({ token }) => code(token)).join(" ")}. A zone or percentage without a word means power in every sport.`,
    "Words may be in upper or lower case. Cadence is a secondary target and gives no load.",
    ...(withEvidence ? [UNCONFIRMED_NAMES] : []),
    "",
  ];
}

const UNCONFIRMED_NAMES =
  "Of the names that paces are stored under, only `secs/km` has been observed. The names for the other units, for custom zones and for the duration of `MMP` are this project's own.";

function optionsSection(withEvidence: boolean): string[] {
  const usable = ({ evidence }: { evidence: Evidence }) => withEvidence || evidence !== "claimed";
  const keywords = KEYWORDS.filter(usable).map(({ token, effect, evidence }) => [code(token), effect, evidence]);
  const intensities = INTENSITIES.filter(usable).map(({ token, evidence }) => [
    code(`intensity=${token}`),
    "sets the type of the step on the device; no effect on load",
    evidence,
  ]);
  const windows = Object.entries(WINDOWS).map(([domain, values]) => [
    values.map((value) => code(`${domain}=${value}`)).join(" "),
    "sets the averaging window that the device compares with the target",
    "live",
  ]);
  return [
    "## Options",
    "",
    ...table({ head: ["syntax", "effect"], rows: [...keywords, ...intensities, ...windows], withEvidence }),
  ];
}

function usesSection(withEvidence: boolean): string[] {
  const items = USES.map(({ text, evidence }) => (withEvidence ? `- ${text} (${evidence})` : `- ${text}`));
  return ["## How a workout is used", "", ...items, ""];
}

const HEADINGS: Record<Severity, string> = {
  error: "Errors: part of the text is lost or changed",
  warning: "Warnings: probably a mistake, or not confirmed to work",
  info: "Infos: correct, but worth knowing",
};

function rulesSection(severities: readonly Severity[]): string[] {
  return severities.flatMap((severity) => {
    const rules = RULES.filter((rule) => rule.severity === severity);
    return [
      `## ${HEADINGS[severity]}`,
      "",
      ...rules.map(({ id, help, example: { bad, good }, evidence }) => {
        const corrected = good === undefined ? "" : ` → ${inline(good)}`;
        return `- **${id}** (${evidence}): ${help} ${inline(bad)}${corrected}`;
      }),
      "",
    ];
  });
}

/** Several lines in one code span, with ⏎ for a line break. */
function inline(text: string): string {
  return code(text.replaceAll("\n", " ⏎ "));
}

function examplesSection(): string[] {
  return EXAMPLES.flatMap(({ title, sport, text }) => [`## Example: ${title} (${sport})`, "", "```", text, "```", ""]);
}
