import { getAthleteProfile } from "../tools/athlete/get-athlete-profile.ts";
import { fromTool } from "./from-tool.ts";

export const athleteProfile = fromTool(getAthleteProfile, {
  uri: "intervals-icu://athlete/profile",
  name: "athlete-profile",
  title: "Athlete profile",
  description: "Time zone, units, thresholds and zones of every sport, today's form.",
});
