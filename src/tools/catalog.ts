import { addActivityMessage } from "./add-activity-message.ts";
import { applyTrainingPlan } from "./apply-training-plan.ts";
import { bulkCreateEvents } from "./bulk-create-events.ts";
import { bulkCreateManualActivities } from "./bulk-create-manual-activities.ts";
import { bulkDeleteEvents } from "./bulk-delete-events.ts";
import { createCustomItem } from "./create-custom-item.ts";
import { createEvent } from "./create-event.ts";
import { createFolder } from "./create-folder.ts";
import { createGear } from "./create-gear.ts";
import { createGearReminder } from "./create-gear-reminder.ts";
import { createSportSettings } from "./create-sport-settings.ts";
import { createWorkout } from "./create-workout.ts";
import type { Tool } from "./define-tool.ts";
import { deleteActivity } from "./delete-activity.ts";
import { deleteCustomItem } from "./delete-custom-item.ts";
import { deleteEvent } from "./delete-event.ts";
import { deleteGear } from "./delete-gear.ts";
import { deleteSportSettings } from "./delete-sport-settings.ts";
import { deleteWorkout } from "./delete-workout.ts";
import { downloadActivityFile } from "./download-activity-file.ts";
import { downloadCsv } from "./download-csv.ts";
import { downloadFitFile } from "./download-fit-file.ts";
import { downloadGpxFile } from "./download-gpx-file.ts";
import { downloadWorkout } from "./download-workout.ts";
import { duplicateEvents } from "./duplicate-events.ts";
import { fetchDocument } from "./fetch.ts";
import { getActivitiesAround } from "./get-activities-around.ts";
import { getActivitiesByDate } from "./get-activities-by-date.ts";
import { getActivityDetails } from "./get-activity-details.ts";
import { getActivityIntervals } from "./get-activity-intervals.ts";
import { getActivityMessages } from "./get-activity-messages.ts";
import { getActivityStreams } from "./get-activity-streams.ts";
import { getAnnualTrainingPlan } from "./get-annual-training-plan.ts";
import { getAthleteProfile } from "./get-athlete-profile.ts";
import { getAthleteSummary } from "./get-athlete-summary.ts";
import { getBestEfforts } from "./get-best-efforts.ts";
import { getCalendarEvents } from "./get-calendar-events.ts";
import { getCustomItem } from "./get-custom-item.ts";
import { getCustomItems } from "./get-custom-items.ts";
import { getEvent } from "./get-event.ts";
import { getFitnessChart } from "./get-fitness-chart.ts";
import { getFitnessSummary } from "./get-fitness-summary.ts";
import { getGapHistogram } from "./get-gap-histogram.ts";
import { getGearList } from "./get-gear-list.ts";
import { getHrCurves } from "./get-hr-curves.ts";
import { getHrHistogram } from "./get-hr-histogram.ts";
import { getPaceCurves } from "./get-pace-curves.ts";
import { getPaceHistogram } from "./get-pace-histogram.ts";
import { getPowerCurves } from "./get-power-curves.ts";
import { getPowerHistogram } from "./get-power-histogram.ts";
import { getRecentActivities } from "./get-recent-activities.ts";
import { getSportSettings } from "./get-sport-settings.ts";
import { getUpcomingWorkouts } from "./get-upcoming-workouts.ts";
import { getWellnessData } from "./get-wellness-data.ts";
import { getWellnessForDate } from "./get-wellness-for-date.ts";
import { getWorkoutLibrary } from "./get-workout-library.ts";
import { getWorkoutsInFolder } from "./get-workouts-in-folder.ts";
import { listAthletes } from "./list-athletes.ts";
import { listChanges } from "./list-changes.ts";
import { search } from "./search.ts";
import { searchActivities } from "./search-activities.ts";
import { searchActivitiesFull } from "./search-activities-full.ts";
import { searchIntervals } from "./search-intervals.ts";
import { undoChange } from "./undo-change.ts";
import { updateActivity } from "./update-activity.ts";
import { updateActivityStreams } from "./update-activity-streams.ts";
import { updateCustomItem } from "./update-custom-item.ts";
import { updateEvent } from "./update-event.ts";
import { updateGear } from "./update-gear.ts";
import { updateGearReminder } from "./update-gear-reminder.ts";
import { updateSportSettings } from "./update-sport-settings.ts";
import { updateWellness } from "./update-wellness.ts";
import { updateWorkout } from "./update-workout.ts";
import { validateWorkout } from "./validate-workout.ts";

/** Every tool, in the order in which it is listed. */
export const CATALOG: readonly Tool[] = [
  getAthleteProfile,
  getFitnessSummary,
  getFitnessChart,
  listAthletes,
  getAthleteSummary,
  getRecentActivities,
  getActivitiesByDate,
  searchActivities,
  searchActivitiesFull,
  getActivitiesAround,
  getActivityDetails,
  getActivityIntervals,
  getActivityStreams,
  getBestEfforts,
  searchIntervals,
  getPowerHistogram,
  getHrHistogram,
  getPaceHistogram,
  getGapHistogram,
  updateActivity,
  updateActivityStreams,
  bulkCreateManualActivities,
  deleteActivity,
  getActivityMessages,
  addActivityMessage,
  downloadActivityFile,
  downloadFitFile,
  downloadGpxFile,
  downloadCsv,
  downloadWorkout,
  getPowerCurves,
  getHrCurves,
  getPaceCurves,
  getWellnessData,
  getWellnessForDate,
  updateWellness,
  getCalendarEvents,
  getUpcomingWorkouts,
  getEvent,
  getAnnualTrainingPlan,
  createEvent,
  updateEvent,
  deleteEvent,
  bulkCreateEvents,
  bulkDeleteEvents,
  duplicateEvents,
  applyTrainingPlan,
  validateWorkout,
  getWorkoutLibrary,
  getWorkoutsInFolder,
  createWorkout,
  updateWorkout,
  deleteWorkout,
  createFolder,
  getSportSettings,
  updateSportSettings,
  createSportSettings,
  deleteSportSettings,
  getGearList,
  createGear,
  updateGear,
  deleteGear,
  createGearReminder,
  updateGearReminder,
  getCustomItems,
  getCustomItem,
  createCustomItem,
  updateCustomItem,
  deleteCustomItem,
  listChanges,
  undoChange,
  search,
  fetchDocument,
];
