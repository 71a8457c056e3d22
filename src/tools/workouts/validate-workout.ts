import * as z from "zod";
import { quoteLines } from "../../training/quote.ts";
import { formatFacts } from "../../training/table.ts";
import { thresholdsFor } from "../../training/thresholds.ts";
import { distanceIn, formatDuration, formatHours, round } from "../../training/units.ts";
import { draftFromSteps, draftFromText } from "../../training/workout-draft.ts";
import { outlineWorkout } from "../../workout/print/outline.ts";
import { withoutPositions } from "../../workout/steps.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { AthleteId, Sport } from "../kit/parameters.ts";
import { problemLine } from "./planned-workout.ts";
import { STEPS_HELP, Steps } from "./step-fields.ts";

const optional = z.number().optional();

const Problem = z.object({
  line: z.number(),
  column: z.number(),
  severity: z.enum(["error", "warning", "info"]),
  message: z.string(),
  correction: z.string().optional(),
});

export const validateWorkout = defineTool({
  name: "icu_validate_workout",
  title: "Check a workout",
  description:
    "CHECKS a workout without saving it: how Intervals.icu would parse it, problems with corrections, and duration, load and zones by the athlete's thresholds. Text as in icu_create_event.",
  effect: "read",
  input: z.object({
    sport: Sport,
    text: z.string().max(20_000).optional(),
    steps: Steps.optional().describe(STEPS_HELP),
    athlete_id: AthleteId,
  }),
  output: z.object({
    sport: z.string(),
    /** In the format of `workout_doc` (docs/intervals-api.md §5.8). */
    steps: z.array(z.unknown()),
    outline: z.string(),
    /** s */
    duration: z.number(),
    /** m */
    distance: z.number(),
    load: optional,
    load_by: z.enum(["power", "hr", "pace"]).optional(),
    intensity_percent: optional,
    normalized_watts: optional,
    zone_times: z.array(z.object({ id: z.string(), secs: z.number() })),
    problems: z.array(Problem),
    corrected_text: z.string().optional(),
    /** The given steps as text. */
    text: z.string().optional(),
    notes: z.array(z.string()),
  }),

  async run({ sport, text, steps }, { intervals }) {
    if ((text === undefined) === (steps === undefined)) throw new ToolInputError("Give either text or steps.");
    const thresholds = thresholdsFor(sport, await intervals.listSportSettings());
    const draft = steps ? draftFromSteps(steps, thresholds) : draftFromText(text ?? "", thresholds);
    const { estimate, problems } = draft;
    return {
      sport,
      steps: withoutPositions(draft.steps),
      outline: outlineWorkout(draft.steps),
      duration: Math.round(estimate.duration),
      distance: Math.round(estimate.distance),
      load: estimate.load ?? undefined,
      load_by: estimate.domain ?? undefined,
      intensity_percent: estimate.intensity ?? undefined,
      normalized_watts: estimate.normalizedPower ?? undefined,
      zone_times: estimate.zoneTimes,
      problems: problems.map(({ line, column, severity, message, correction }) => ({
        line,
        column,
        severity,
        message,
        correction,
      })),
      corrected_text: draft.correctedText,
      text: steps && draft.text,
      notes: [...draft.notes, ...estimate.assumptions],
    };
  },

  render(output, view) {
    const { units } = view;
    const { problems, steps, outline, corrected_text, zone_times, load_by } = output;
    return paragraphs(
      header(`Workout for ${output.sport}, not saved`, view),
      steps.length === 0 ? "Intervals.icu would find NO steps in this text." : quoteLines(outline, 20_000),
      formatFacts([
        ["duration", output.duration > 0 ? formatDuration(output.duration) : undefined],
        [
          "distance",
          output.distance > 0 ? `${round(distanceIn(units, output.distance), 2)} ${units.distance}` : undefined,
        ],
        [
          "load",
          output.load === undefined ? "none" : `${output.load} (by ${load_by === "hr" ? "heart rate" : load_by})`,
        ],
        ["intensity", output.intensity_percent && `${Math.round(output.intensity_percent)}%`],
        ["normalized power", output.normalized_watts && `${Math.round(output.normalized_watts)} W`],
        ["zones", zone_times.map(({ id, secs }) => `${id} ${formatHours(secs)}`).join(", ")],
        ...output.notes.map((note) => ["note", note] as const),
      ]),
      problems.length === 0
        ? "No problems."
        : `Problems:\n${problems.map((problem) => `${problem.severity}, ${problemLine(problem)}`).join("\n")}`,
      corrected_text !== undefined && `Corrected text:\n${quoteLines(corrected_text, 20_000)}`,
      output.text !== undefined && `As text:\n${quoteLines(output.text, 20_000)}`,
    );
  },
});
