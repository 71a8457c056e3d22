import { activity } from "./activity.ts";
import { athleteProfile } from "./athlete-profile.ts";
import { customItemSchemas } from "./custom-item-schemas.ts";
import type { Resource } from "./define-resource.ts";
import { event } from "./event.ts";
import { eventCategories } from "./event-categories.ts";
import { libraryFolder } from "./library-folder.ts";
import { wellnessDay } from "./wellness-day.ts";
import { workoutSyntax } from "./workout-syntax.ts";

/** Every resource, in the order in which it is listed. */
export const RESOURCES: readonly Resource[] = [
  athleteProfile,
  workoutSyntax,
  eventCategories,
  customItemSchemas,
  activity,
  event,
  wellnessDay,
  libraryFolder,
];
