import * as z from "zod";

/**
 * Characters of all records of a call together, steps included. Checking a workout takes some microseconds of CPU per
 * character, and the isolate serves nobody else meanwhile. Our choice: a season of workouts fits.
 */
const MAX_CHARACTERS = 100_000;

/** A list of records with workouts, each in the words of another tool. */
export const workoutRecords = (maxLength: number) =>
  z
    .array(z.looseObject({}))
    .max(maxLength)
    .refine(
      (records) => JSON.stringify(records).length <= MAX_CHARACTERS,
      `must have at most ${MAX_CHARACTERS} characters in all: split them over several calls`,
    );
