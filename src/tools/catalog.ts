import { createEvent } from "./create-event.ts";
import type { Tool } from "./define-tool.ts";
import { deleteEvent } from "./delete-event.ts";
import { downloadActivityFile } from "./download-activity-file.ts";
import { downloadCsv } from "./download-csv.ts";
import { downloadFitFile } from "./download-fit-file.ts";
import { downloadGpxFile } from "./download-gpx-file.ts";
import { downloadWorkout } from "./download-workout.ts";
import { getActivitiesByDate } from "./get-activities-by-date.ts";
import { getActivityDetails } from "./get-activity-details.ts";
import { getActivityIntervals } from "./get-activity-intervals.ts";
import { getActivityStreams } from "./get-activity-streams.ts";
import { getAthleteProfile } from "./get-athlete-profile.ts";
import { getCalendarEvents } from "./get-calendar-events.ts";
import { getFitnessChart } from "./get-fitness-chart.ts";
import { getFitnessSummary } from "./get-fitness-summary.ts";
import { getPowerCurves } from "./get-power-curves.ts";
import { getRecentActivities } from "./get-recent-activities.ts";
import { getWellnessData } from "./get-wellness-data.ts";
import { updateEvent } from "./update-event.ts";
import { updateWellness } from "./update-wellness.ts";

/** Every tool, in the order in which it is listed. */
export const CATALOG: readonly Tool[] = [
  getAthleteProfile,
  getFitnessSummary,
  getFitnessChart,
  getRecentActivities,
  getActivitiesByDate,
  getActivityDetails,
  getActivityIntervals,
  getActivityStreams,
  downloadActivityFile,
  downloadFitFile,
  downloadGpxFile,
  downloadCsv,
  downloadWorkout,
  getPowerCurves,
  getWellnessData,
  updateWellness,
  getCalendarEvents,
  createEvent,
  updateEvent,
  deleteEvent,
];
