import type { SportSettings } from "../../intervals/sport-settings.ts";
import { hasSteps, stepCountOf } from "../../training/calendar.ts";
import { thresholdsFor } from "../../training/thresholds.ts";
import {
  convertUnsupported,
  differencesOf,
  draftFromSteps,
  draftFromText,
  type StoredWorkout,
  type WorkoutDraft,
} from "../../training/workout-draft.ts";
import type { StepProblem } from "../../workout/lint/lint-steps.ts";
import type { Step } from "../../workout/steps.ts";
import { parseWorkout } from "../../workout/syntax/parse.ts";
import { ToolInputError } from "../kit/input-error.ts";

/** The parameters of a workout, in every tool that writes one. */
export interface WorkoutFields {
  description?: string | undefined;
  steps?: Step[] | undefined;
  force?: boolean | undefined;
  duration_seconds?: number | undefined;
  distance_meters?: number | undefined;
  training_load?: number | undefined;
}

export interface PlannedWorkout {
  /** The text to send. Unset if neither text nor steps were given. */
  description?: string;
  /** How Intervals.icu will parse the text. Unset if no steps are expected. */
  draft?: WorkoutDraft;
  notes: string[];
}

/**
 * Checks the text or steps of a workout before they are stored, because the server silently drops what it cannot parse.
 * Text without steps is accepted for events without a sport, for sports without steps, and if a duration, distance or
 * load is given.
 * @throws ToolInputError with the problems and a corrected text
 */
export async function planWorkout(
  fields: WorkoutFields,
  sport: string | undefined,
  settings: () => Promise<SportSettings[]>,
): Promise<PlannedWorkout> {
  const { description, steps, force = false } = fields;
  if (!steps && (!description?.trim() || !hasSteps(sport))) {
    return { ...(description !== undefined && { description }), notes: [] };
  }
  const thresholds = sport === undefined ? { sport: "Ride" } : thresholdsFor(sport, await settings());
  if (steps && parseWorkout(description ?? "", thresholds).steps.length > 0) {
    throw new ToolInputError(
      "description: already contains steps. Give either a text with steps, or the parameter steps.",
    );
  }
  const draft = steps ? draftFromSteps(steps, thresholds, description) : draftFromText(description ?? "", thresholds);
  if (force) return { description: draft.text, draft, notes: draft.notes };

  const hasErrors = draft.problems.some(({ severity }) => severity === "error");
  const hasNoSteps = draft.steps.length === 0;
  const hasAmounts = [fields.duration_seconds, fields.distance_meters, fields.training_load].some(Boolean);
  if (hasErrors || (hasNoSteps && !hasAmounts && sport !== undefined)) throw new ToolInputError(rejection(draft));
  const converted = hasNoSteps ? draft : convertUnsupported(draft, thresholds);
  const notes = [
    ...converted.notes,
    ...(hasNoSteps
      ? ["Intervals.icu cannot parse any steps from this text, so a watch will not show any."]
      : warningsOf(converted)),
    ...(sport === undefined
      ? ["Without event_type, Intervals.icu does not know which thresholds to use and calculates no load."]
      : []),
  ];
  return { description: converted.text, draft: converted, notes };
}

/** The stored duration and load of a workout without steps, which allow a new text without steps too. */
export function storedAmounts(record: StoredRecord): Pick<WorkoutFields, "duration_seconds" | "training_load"> {
  return stepCountOf(record) ? {} : { duration_seconds: record.moving_time, training_load: record.icu_training_load };
}

/** The notes of a planned workout, and how the stored workout differs from it. */
export function notesOnStored(planned: PlannedWorkout, stored: StoredRecord): string[] {
  if (!planned.draft || (planned.draft.steps.length === 0 && !stepCountOf(stored))) return planned.notes;
  const differences = differencesOf(planned.draft, toStored(stored));
  if (differences.length === 0) return planned.notes;
  return [...planned.notes, `Intervals.icu parsed the workout differently than expected: ${differences.join("; ")}.`];
}

type StoredRecord = Parameters<typeof stepCountOf>[0] & {
  moving_time?: number | undefined;
  icu_training_load?: number | undefined;
};

function toStored(record: StoredRecord): StoredWorkout {
  return {
    steps: stepCountOf(record),
    seconds: record.workout_doc?.duration ?? record.moving_time,
    load: record.icu_training_load,
  };
}

const MAX_PROBLEMS = 10;

function rejection({ problems, remaining, correctedText, steps }: WorkoutDraft): string[] {
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length === 0 && steps.length === 0) return [NO_STEPS];
  const remainingErrors = remaining.filter(({ severity }) => severity === "error");
  return [
    "description: nothing was written, because Intervals.icu would silently misread this workout.",
    ...errors.slice(0, MAX_PROBLEMS).map(withoutCorrection),
    ...(errors.length > MAX_PROBLEMS ? [`… and ${errors.length - MAX_PROBLEMS} more`] : []),
    ...(correctedText === undefined ? [] : ["Corrected text:", correctedText]),
    ...(correctedText === undefined || remainingErrors.length === 0
      ? []
      : [
          "Problems in the corrected text that you must fix:",
          ...remainingErrors.slice(0, MAX_PROBLEMS).map(withoutCorrection),
        ]),
    "Call again with the corrected text, or with force: true to store the workout unchanged.",
  ];
}

const NO_STEPS =
  "description: nothing was written, because Intervals.icu would find no steps in this text: no duration, no load, nothing on a watch. " +
  "Write one step per line, beginning with '-', such as '- 20m 88-92%' (Ride), '- 20m 4:30/km Pace' or '- 45m Z2 HR' (Run), '- 400mtr 95% Pace' (Swim). " +
  "For a session without steps, give duration_seconds or training_load. To store the text unchanged, use force: true.";

function warningsOf({ problems }: WorkoutDraft): string[] {
  const warnings = problems.filter(({ severity }) => severity === "warning");
  return warnings.slice(0, 5).map(problemLine);
}

type ProblemText = Pick<StepProblem, "line" | "message"> & { correction?: string | undefined };

/** A problem and its correction in one line. */
export function problemLine(problem: ProblemText): string {
  const { correction } = problem;
  return `${withoutCorrection(problem)}${correction === undefined ? "" : ` → \`${correction.replaceAll("\n", " ⏎ ").trim()}\``}`;
}

const withoutCorrection = ({ line, message }: ProblemText) => `line ${line}: ${message}`;
