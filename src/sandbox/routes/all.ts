import type { Route } from "../router.ts";
import { activityRoutes } from "./activities.ts";
import { activityCurveRoutes } from "./activity-curves.ts";
import { activityEffortRoutes } from "./activity-efforts.ts";
import { activityPlotRoutes } from "./activity-plots.ts";
import { activitySearchRoutes } from "./activity-search.ts";
import { activityWriteRoutes } from "./activity-writes.ts";
import { athleteRoutes } from "./athlete.ts";
import { athleteSummaryRoutes } from "./athlete-summary.ts";
import { curveRoutes } from "./curves.ts";
import { customItemRoutes } from "./custom-items.ts";
import { eventWriteRoutes } from "./event-writes.ts";
import { eventRoutes } from "./events.ts";
import { fileRoutes } from "./files.ts";
import { gearRoutes } from "./gear.ts";
import { intervalRoutes } from "./intervals.ts";
import { libraryRoutes } from "./library.ts";
import { messageRoutes } from "./messages.ts";
import { planRoutes } from "./plans.ts";
import { sportSettingsRoutes } from "./sport-settings.ts";
import { streamRoutes } from "./streams.ts";
import { weatherRoutes } from "./weather.ts";
import { wellnessRoutes } from "./wellness.ts";

/** Every operation that the demo athlete answers. */
export const ROUTES: readonly Route[] = [
  ...athleteRoutes,
  ...athleteSummaryRoutes,
  ...sportSettingsRoutes,
  ...activityRoutes,
  ...activitySearchRoutes,
  ...activityWriteRoutes,
  ...activityEffortRoutes,
  ...activityPlotRoutes,
  ...activityCurveRoutes,
  ...intervalRoutes,
  ...streamRoutes,
  ...curveRoutes,
  ...wellnessRoutes,
  ...eventRoutes,
  ...eventWriteRoutes,
  ...planRoutes,
  ...libraryRoutes,
  ...gearRoutes,
  ...customItemRoutes,
  ...messageRoutes,
  ...fileRoutes,
  ...weatherRoutes,
];
