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

/** What a tool that writes a workout is given of it. */
export interface WorkoutFields {
  description?: string | undefined;
  steps?: Step[] | undefined;
  force?: boolean | undefined;
  duration_seconds?: number | undefined;
  distance_meters?: number | undefined;
  training_load?: number | undefined;
}

export interface PlannedWorkout {
  /** To be sent; absent where neither text nor steps were given. */
  description?: string;
  /** What Intervals.icu will read of it; absent where no steps are expected. */
  draft?: WorkoutDraft;
  notes: string[];
}

/**
 * Text or steps of a workout, checked before they are stored: what the server would swallow is refused with its
 * correction. Prose is for sessions without a sport or of one without steps, and for those that say themselves how long
 * or hard they are.
 * @throws ToolInputError
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
    throw new ToolInputError("description: has steps of its own. Give either a text with steps, or steps.");
  }
  const draft = steps ? draftFromSteps(steps, thresholds, description) : draftFromText(description ?? "", thresholds);
  if (force) return { description: draft.text, draft, notes: draft.notes };

  const hasErrors = draft.problems.some(({ severity }) => severity === "error");
  const isProse = draft.steps.length === 0;
  const hasAmounts = [fields.duration_seconds, fields.distance_meters, fields.training_load].some(Boolean);
  if (hasErrors || (isProse && !hasAmounts && sport !== undefined)) throw new ToolInputError(refusal(draft));
  const converted = isProse ? draft : convertUnsupported(draft, thresholds);
  const notes = [
    ...converted.notes,
    ...(isProse ? ["Intervals.icu understands no step of this text: a watch shows nothing."] : warningsOf(converted)),
    ...(sport === undefined ? ["Without event_type Intervals.icu knows no thresholds: no load."] : []),
  ];
  return { description: converted.text, draft: converted, notes };
}

/** What a stored session without steps says itself of its length and load: new prose may stand beside that too. */
export function ownAmounts(record: StoredRecord): Pick<WorkoutFields, "duration_seconds" | "training_load"> {
  return stepCountOf(record) ? {} : { duration_seconds: record.moving_time, training_load: record.icu_training_load };
}

/** What to say when the stored workout is not what was written. */
export function notesOnStored(planned: PlannedWorkout, stored: StoredRecord): string[] {
  if (!planned.draft || (planned.draft.steps.length === 0 && !stepCountOf(stored))) return planned.notes;
  const differences = differencesOf(planned.draft, toStored(stored));
  if (differences.length === 0) return planned.notes;
  return [...planned.notes, `Intervals.icu reads it otherwise than written: ${differences.join("; ")}.`];
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

const MOST_SHOWN = 10;

function refusal({ problems, remaining, correctedText, steps }: WorkoutDraft): string[] {
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length === 0 && steps.length === 0) return [NO_STEPS];
  const unsolved = remaining.filter(({ severity }) => severity === "error");
  return [
    "description: nothing was written, because Intervals.icu would silently read this workout otherwise than meant.",
    ...errors.slice(0, MOST_SHOWN).map(withoutCorrection),
    ...(errors.length > MOST_SHOWN ? [`… and ${errors.length - MOST_SHOWN} more`] : []),
    ...(correctedText === undefined ? [] : ["Corrected text:", correctedText]),
    ...(correctedText === undefined || unsolved.length === 0
      ? []
      : ["What only you can correct in it:", ...unsolved.slice(0, MOST_SHOWN).map(withoutCorrection)]),
    "Call again with the corrected text, or with force: true to store it as it is.",
  ];
}

const NO_STEPS =
  "description: nothing was written, because Intervals.icu would find no step in this text: no duration, no load, nothing on a watch. " +
  "Write one step per line beginning with '-', such as '- 20m 88-92%' (Ride), '- 20m 4:30/km Pace' or '- 45m Z2 HR' (Run), '- 400mtr 95% Pace' (Swim); " +
  "or give duration_seconds or training_load for a session without steps, or force: true to store it as it is.";

function warningsOf({ problems }: WorkoutDraft): string[] {
  const warnings = problems.filter(({ severity }) => severity === "warning");
  return warnings.slice(0, 5).map(problemLine);
}

type Said = Pick<StepProblem, "line" | "message"> & { correction?: string | undefined };

/** A problem and what to write instead, in one line. */
export function problemLine(problem: Said): string {
  const { correction } = problem;
  return `${withoutCorrection(problem)}${correction === undefined ? "" : ` → \`${correction.replaceAll("\n", " ⏎ ").trim()}\``}`;
}

const withoutCorrection = ({ line, message }: Said) => `line ${line}: ${message}`;
