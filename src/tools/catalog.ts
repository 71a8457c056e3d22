import { addActivityMessage } from "./activities/add-activity-message.ts";
import { bulkCreateManualActivities } from "./activities/bulk-create-manual-activities.ts";
import { deleteActivity } from "./activities/delete-activity.ts";
import { getActivitiesAround } from "./activities/get-activities-around.ts";
import { getActivitiesByDate } from "./activities/get-activities-by-date.ts";
import { getActivityDetails } from "./activities/get-activity-details.ts";
import { getActivityMessages } from "./activities/get-activity-messages.ts";
import { getRecentActivities } from "./activities/get-recent-activities.ts";
import { searchActivities } from "./activities/search-activities.ts";
import { searchActivitiesFull } from "./activities/search-activities-full.ts";
import { updateActivity } from "./activities/update-activity.ts";
import { getActivityIntervals } from "./analysis/get-activity-intervals.ts";
import { getActivityStreams } from "./analysis/get-activity-streams.ts";
import { getBestEfforts } from "./analysis/get-best-efforts.ts";
import { getGapHistogram } from "./analysis/get-gap-histogram.ts";
import { getHrCurves } from "./analysis/get-hr-curves.ts";
import { getHrHistogram } from "./analysis/get-hr-histogram.ts";
import { getPaceCurves } from "./analysis/get-pace-curves.ts";
import { getPaceHistogram } from "./analysis/get-pace-histogram.ts";
import { getPowerCurves } from "./analysis/get-power-curves.ts";
import { getPowerHistogram } from "./analysis/get-power-histogram.ts";
import { searchIntervals } from "./analysis/search-intervals.ts";
import { updateActivityStreams } from "./analysis/update-activity-streams.ts";
import { getAthleteProfile } from "./athlete/get-athlete-profile.ts";
import { getAthleteSummary } from "./athlete/get-athlete-summary.ts";
import { getFitnessChart } from "./athlete/get-fitness-chart.ts";
import { getFitnessSummary } from "./athlete/get-fitness-summary.ts";
import { listAthletes } from "./athlete/list-athletes.ts";
import { applyTrainingPlan } from "./calendar/apply-training-plan.ts";
import { bulkCreateEvents } from "./calendar/bulk-create-events.ts";
import { bulkDeleteEvents } from "./calendar/bulk-delete-events.ts";
import { createEvent } from "./calendar/create-event.ts";
import { deleteEvent } from "./calendar/delete-event.ts";
import { duplicateEvents } from "./calendar/duplicate-events.ts";
import { getAnnualTrainingPlan } from "./calendar/get-annual-training-plan.ts";
import { getCalendarEvents } from "./calendar/get-calendar-events.ts";
import { getEvent } from "./calendar/get-event.ts";
import { getUpcomingWorkouts } from "./calendar/get-upcoming-workouts.ts";
import { updateEvent } from "./calendar/update-event.ts";
import { listChanges } from "./changes/list-changes.ts";
import { undoChange } from "./changes/undo-change.ts";
import { createCustomItem } from "./custom-items/create-custom-item.ts";
import { deleteCustomItem } from "./custom-items/delete-custom-item.ts";
import { getCustomItem } from "./custom-items/get-custom-item.ts";
import { getCustomItems } from "./custom-items/get-custom-items.ts";
import { updateCustomItem } from "./custom-items/update-custom-item.ts";
import { downloadActivityFile } from "./files/download-activity-file.ts";
import { downloadCsv } from "./files/download-csv.ts";
import { downloadFitFile } from "./files/download-fit-file.ts";
import { downloadGpxFile } from "./files/download-gpx-file.ts";
import { downloadWorkout } from "./files/download-workout.ts";
import { createGear } from "./gear/create-gear.ts";
import { createGearReminder } from "./gear/create-gear-reminder.ts";
import { deleteGear } from "./gear/delete-gear.ts";
import { getGearList } from "./gear/get-gear-list.ts";
import { updateGear } from "./gear/update-gear.ts";
import { updateGearReminder } from "./gear/update-gear-reminder.ts";
import type { Tool } from "./kit/define-tool.ts";
import { createFolder } from "./library/create-folder.ts";
import { createWorkout } from "./library/create-workout.ts";
import { deleteWorkout } from "./library/delete-workout.ts";
import { getWorkoutLibrary } from "./library/get-workout-library.ts";
import { getWorkoutsInFolder } from "./library/get-workouts-in-folder.ts";
import { updateWorkout } from "./library/update-workout.ts";
import { fetchDocument } from "./search/fetch.ts";
import { search } from "./search/search.ts";
import { createSportSettings } from "./sport-settings/create-sport-settings.ts";
import { deleteSportSettings } from "./sport-settings/delete-sport-settings.ts";
import { getSportSettings } from "./sport-settings/get-sport-settings.ts";
import { updateSportSettings } from "./sport-settings/update-sport-settings.ts";
import { getWellnessData } from "./wellness/get-wellness-data.ts";
import { getWellnessForDate } from "./wellness/get-wellness-for-date.ts";
import { updateWellness } from "./wellness/update-wellness.ts";
import { validateWorkout } from "./workouts/validate-workout.ts";

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
