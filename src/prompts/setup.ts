import type { Prompt, PromptArgument } from "./define-prompt.ts";

const ATHLETE_ID: PromptArgument = {
  name: "athlete_id",
  description: "The id of an athlete you coach",
  async values(contextFor) {
    const { intervals, covers } = await contextFor();
    return (await intervals.listAthletes()).map(({ id }) => id).filter(covers);
  },
};

export const verifySetup: Prompt = {
  name: "verify_setup",
  aliases: [],
  title: "Does the connection work?",
  description: "Reads a few records of each kind and reports what works.",
  arguments: [],
  write: () => `Check my connection to Intervals.icu by reading, without changing anything.

Call icu_get_athlete_profile, icu_get_recent_activities with limit 3, icu_get_wellness_data with days_back 3, and
icu_get_calendar_events with days_ahead 3. Summarize each result in one line. If a call fails, tell me what its error
message says to do.`,
};

export const verifyMultiAthlete: Prompt = {
  name: "verify_multi_athlete",
  aliases: [],
  title: "Can I see this athlete?",
  description: "Checks that the data of an athlete you coach can be read, and that it belongs to that athlete.",
  arguments: [ATHLETE_ID],
  write: ({
    athlete_id,
  }) => `I coach athlete ${athlete_id}. Check that I can read their data, without changing anything.

Call icu_get_athlete_profile, icu_get_fitness_summary and icu_get_recent_activities (limit 3) with athlete_id ${athlete_id}.
The first line of each answer must name that athlete. Then call icu_get_athlete_profile without athlete_id and confirm that
it returns a different athlete.`,
};
