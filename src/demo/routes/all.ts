import type { Route } from "../route.ts";
import { activityRoutes } from "./activities.ts";
import { athleteRoutes } from "./athlete.ts";
import { athleteSummaryRoutes } from "./athlete-summary.ts";
import { curveRoutes } from "./curves.ts";
import { eventRoutes } from "./events.ts";
import { intervalRoutes } from "./intervals.ts";
import { streamRoutes } from "./streams.ts";
import { wellnessRoutes } from "./wellness.ts";

/** Every operation that the demo athlete answers. */
export const ROUTES: readonly Route[] = [
  ...athleteRoutes,
  ...athleteSummaryRoutes,
  ...activityRoutes,
  ...intervalRoutes,
  ...streamRoutes,
  ...curveRoutes,
  ...wellnessRoutes,
  ...eventRoutes,
];
