/**
 * What a writer of workouts has to know, from the same tables as the parser: a short sheet, the whole language, and
 * the page in `docs/`.
 */
import { EXAMPLES } from "./examples.ts";
import {
  DISTANCE_UNITS,
  EVIDENCE,
  type Evidence,
  INTENSITIES,
  KEYWORDS,
  PACE_UNITS,
  SECTIONS,
  TARGET_FORMS,
  TIME_UNITS,
  WINDOWS,
} from "./grammar.ts";
import type { Domain } from "./steps.ts";
import { type Severity, TRAPS, type Trap } from "./traps.ts";

/** The few lines that belong into the description of a tool that takes a workout text. */
export function workoutCheatSheet(): string {
  return [
    "Workout text: one step per line, `- [cue] time-or-distance [ramp] target [cadence] [options]`; lines without a dash are notes.",
    "Times `45s` `10m` `1h30m`: m is MINUTES in every sport. Distances `400mtr` `1.5km` `1mi` `100yrd`. No digits in cues.",
    `Ride targets: ${usualForms("power")}; cadence \`90rpm\`. In every other sport with their word: ${usualForms("pace")}; ${usualForms("hr")}.`,
    "Repeat: a line ending in `4x`, without a dash, an empty line before and after it, its steps directly beneath; no nesting.",
    `Sections: a line \`${SECTIONS.warmup[0]}\` or \`${SECTIONS.cooldown[0]}\`. Rest: \`- Rest 20s intensity=rest\`. Ramp: \`- 10m ramp 50-75%\`.`,
  ].join("\n");
}

function usualForms(domain: Domain): string {
  const usual = TARGET_FORMS.filter((form) => form.domain === domain && form.isUsual);
  return usual.map(({ forms }) => code(forms[0] ?? "")).join(" ");
}

/** The whole language for a reader who writes workouts: the text of `intervals-icu://workout-syntax`. */
export function workoutSyntaxText(): string {
  return [
    "# Workout text of Intervals.icu",
    "",
    "Intervals.icu reads a structured workout from the description of a planned event or library workout. What it",
    "cannot read it stores without complaint and without load.",
    "",
    ...linesSection(),
    ...extentsSection(false),
    ...targetsSection(false),
    ...optionsSection(false),
    ...trapsSection(["error", "warning"]),
    ...examplesSection(),
  ].join("\n");
}

/** `docs/workout-language.md`: the language with how well each form is proven. */
export function workoutLanguagePage(): string {
  return [
    "# The workout language",
    "",
    "Generated from the tables in `src/workout/`, from which the parser works; a test holds this page against them.",
    "",
    "The language is that of Intervals.icu, which reads a structured workout from the description of a planned event",
    "or library workout, and stores what it cannot read without complaint and without load. Nobody has published a",
    "grammar. How well each form is known:",
    "",
    ...Object.entries(EVIDENCE).map(([evidence, meaning]) => `- **${evidence}**: ${meaning}`),
    "",
    ...linesSection(),
    ...extentsSection(true),
    ...targetsSection(true),
    ...optionsSection(true),
    ...trapsSection(["error", "warning", "info"]),
    ...examplesSection(),
  ].join("\n");
}

function linesSection(): string[] {
  return [
    "## Lines",
    "",
    "- A step: `- [cue] extent [ramp] target [cadence] [options]`. The cue is every word before the first number with a unit.",
    "- A repeat: a line ending in a number and `x`, such as `4x` or `Main Set 4x`, with an empty line before and after; its steps directly beneath.",
    `- A section: exactly ${[...SECTIONS.warmup, ...SECTIONS.cooldown].map(code).join(", ")}; it marks the steps directly beneath.`,
    "- Everything else is a note. An empty line or a note ends a repeat or section.",
    "",
  ];
}

function code(text: string): string {
  return `\`${text}\``;
}

/** Rows of a table; the evidence is the last column, where it is wanted. */
function table(head: readonly string[], rows: readonly (readonly string[])[], withEvidence: boolean): string[] {
  const columns = withEvidence ? [...head, "evidence"] : head;
  const line = (cells: readonly string[]) => `| ${cells.slice(0, columns.length).join(" | ")} |`;
  return [line(columns), `|${columns.map(() => "---").join("|")}|`, ...rows.map(line), ""];
}

function extentsSection(withEvidence: boolean): string[] {
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
    ...table(["unit", "is", "example"], [...times, ...distances], withEvidence),
    "Times combine: `1h30m`, `5m30s`, `1m30` (1:30), `5'`, `30\"`, `1'30\"`. **`m` is minutes in every sport.**",
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
    ...table(["domain", "what", "written", "stored as"], rows, withEvidence),
    `A pace is per ${PACE_UNITS.map(({ token }) => code(token)).join(" ")}. A zone or percentage without a word is power in every sport.`,
    "Words are read in upper or lower case. Cadence is a second target; alone it gives no load.",
    "",
  ];
}

function optionsSection(withEvidence: boolean): string[] {
  const usable = ({ evidence }: { evidence: Evidence }) => withEvidence || evidence !== "claimed";
  const keywords = KEYWORDS.filter(usable).map(({ token, does, evidence }) => [code(token), does, evidence]);
  const intensities = INTENSITIES.filter(usable).map(({ token, evidence }) => [
    code(`intensity=${token}`),
    "the type of the step on the device; no effect on load",
    evidence,
  ]);
  const windows = Object.entries(WINDOWS).map(([domain, values]) => [
    values.map((value) => code(`${domain}=${value}`)).join(" "),
    "what the device compares with the target: its average over that time, or of the lap",
    "live",
  ]);
  return ["## Options", "", ...table(["written", "does"], [...keywords, ...intensities, ...windows], withEvidence)];
}

const SEVERITIES: Record<Severity, string> = {
  error: "something written is lost or changed",
  warning: "doubtful or unproven",
  info: "right, but worth knowing",
};

function trapsSection(severities: readonly Severity[]): string[] {
  return severities.flatMap((severity) => {
    const traps = Object.entries<Trap>(TRAPS).filter(([, trap]) => trap.severity === severity);
    return [
      `## Traps: ${SEVERITIES[severity]}`,
      "",
      ...traps.map(([id, { rule, wrong, right, evidence }]) => {
        const corrected = right === undefined ? "" : ` → ${inline(right)}`;
        return `- **${id}** (${evidence}): ${rule} ${inline(wrong)}${corrected}`;
      }),
      "",
    ];
  });
}

/** Several lines in one code span, with a sign for the line break. */
function inline(text: string): string {
  return code(text.replaceAll("\n", " ⏎ "));
}

function examplesSection(): string[] {
  return EXAMPLES.flatMap(({ title, sport, text }) => [`## Example: ${title} (${sport})`, "", "```", text, "```", ""]);
}
