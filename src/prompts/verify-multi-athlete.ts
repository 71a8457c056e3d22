import { ATHLETE_ID } from "./arguments.ts";
import type { Prompt } from "./define-prompt.ts";

export const verifyMultiAthlete: Prompt = {
  name: "verify_multi_athlete",
  aliases: [],
  title: "Can I see this athlete?",
  description: "Checks that a coached athlete's data can be read, and that it is theirs.",
  arguments: [ATHLETE_ID],
  ask: ({ athlete_id }) => `Check that I can read the athlete ${athlete_id}, whom I coach, without changing anything.

Call icu_get_athlete_profile, icu_get_fitness_summary and icu_get_recent_activities (limit 3) with athlete_id ${athlete_id}.
The first line of each answer must name that athlete. Then call icu_get_athlete_profile without athlete_id and confirm that
it is somebody else.`,
};
