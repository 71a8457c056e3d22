import type { Prompt } from "./define-prompt.ts";

export const verifySetup: Prompt = {
  name: "verify_setup",
  aliases: [],
  title: "Does the connection work?",
  description: "Reads a little of everything and says what works.",
  arguments: [],
  ask: () => `Check my connection to Intervals.icu by reading, without changing anything.

Call icu_get_athlete_profile, icu_get_recent_activities with limit 3, icu_get_wellness_data with days_back 3, and
icu_get_calendar_events with days_ahead 3. Say for each in one line what came back. If something failed, say what the
message tells me to do.`,
};
