import type { Workout } from "./library.ts";
import { type Open, path } from "./request.ts";

/** What planned workouts are converted to: Zwift, trainers in percent, trainers in watts, watches. */
export const WORKOUT_FORMATS = ["zwo", "mrc", "erg", "fit"] as const;
export type WorkoutFormat = (typeof WORKOUT_FORMATS)[number];

/**
 * Files as the server sends them: FIT and GPX may come wrapped in gzip, whatever the headers say (docs/intervals-api.md, Q45).
 * Files of activities from Strava: `strava` failure.
 */
export const fileOperations = (open: Open, subject: string) => ({
  /** `GET /activity/{id}/file`: as it was uploaded, FIT, TCX or GPX. `not_found` for what was entered by hand. */
  openOriginalFile: (activityId: string) => open({ path: path`activity/${activityId}/file` }),

  /** `GET /activity/{id}/fit-file`: made by Intervals.icu, with its corrections. */
  openFitFile: (activityId: string) => open({ path: path`activity/${activityId}/fit-file` }),

  /** `GET /activity/{id}/gpx-file`: made by Intervals.icu. `rejected` without positions. */
  openGpxFile: (activityId: string) => open({ path: path`activity/${activityId}/gpx-file` }),

  /** `GET /activity/{id}/streams.csv`: one column per series, one row per sample. */
  openStreamsCsv: (activityId: string, types?: readonly string[]) =>
    open({ path: path`activity/${activityId}/streams.csv`, query: { types } }),

  /** `GET /athlete/{id}/activities.csv`: every activity there is; the API takes no range. */
  openActivitiesCsv: () => open({ path: path`athlete/${subject}/activities.csv` }),

  /** `GET /athlete/{id}/wellness.csv`: both dates inclusive. */
  openWellnessCsv: (range: { oldest: string; newest: string }) =>
    open({ path: path`athlete/${subject}/wellness.csv`, query: range }),

  /** `GET /athlete/{id}/events/{eventId}/download{ext}`: a planned workout with its targets resolved. */
  openEventFile: (eventId: number, format: WorkoutFormat) =>
    open({ path: path`athlete/${subject}/events/${eventId}/download.${format}` }),

  /** `POST /athlete/{id}/download-workout{ext}`: converts the workout that it is sent. */
  openLibraryFile: ({ name, description, type, indoor, target }: Workout, format: WorkoutFormat) =>
    open({
      method: "POST",
      path: path`athlete/${subject}/download-workout.${format}`,
      body: { name, description, type, indoor, target },
      repeatable: true,
    }),
});
