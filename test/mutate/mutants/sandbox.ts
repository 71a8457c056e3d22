import type { Mutant } from "../mutant.ts";

const authentication = {
  file: "src/sandbox/authentication.ts",
  tests: ["test/sandbox/authentication.test.ts"],
};
const server = { file: "src/sandbox/server.ts", tests: ["test/sandbox/server.test.ts"] };
const demoAthlete = { file: "src/sandbox/demo-athlete.ts", tests: ["test/sandbox/demo-athlete.test.ts"] };
const state = { file: "src/sandbox/state/athlete-state.ts", tests: ["test/sandbox/state/athlete-state.test.ts"] };

/** The demo athlete: access to athletes, quirks of the API, and time. */
export const SANDBOX: readonly Mutant[] = [
  {
    ...authentication,
    breaks: "an application with a READ scope may write",
    find: ": [`${area}:WRITE`];",
    replace: ": [`${area}:READ`, `${area}:WRITE`];",
  },
  {
    ...server,
    breaks: "a request for an athlete who is not coached returns the owner's data",
    find: "  if (!found) throw apiErrors.accessDenied();\n",
    replace: "",
  },
  {
    ...server,
    breaks: "an application can access the athletes that its user coaches",
    find: `principal.kind === "key" ? athletes : athletes.slice(0, 1)`,
    replace: "athletes",
  },
  {
    file: "src/sandbox/routes/activities.ts",
    breaks: "the parts of a Strava activity are returned",
    find: "  if (isStrava(activity)) throw apiErrors.strava();\n",
    replace: "",
    tests: ["test/sandbox/routes/activities.test.ts"],
  },
  {
    file: "src/sandbox/present/activity.ts",
    breaks: "a list shows the data of Strava activities",
    find: "  if (isStrava(activity)) return onlyFields(stravaStub(state, activity), names);\n",
    replace: "",
    tests: ["test/sandbox/routes/activities.test.ts"],
  },
  {
    file: "src/sandbox/present/activity.ts",
    breaks: "the session RPE counts seconds instead of minutes",
    find: "Math.round((rpe * moving) / 60)",
    replace: "Math.round(rpe * moving)",
    tests: ["test/sandbox/routes/activity-writes.test.ts"],
  },
  {
    file: "src/sandbox/analysis/fitness.ts",
    breaks: "fitness follows the load of 40 days",
    find: "CTL_DAYS = 42",
    replace: "CTL_DAYS = 40",
    tests: state.tests,
  },
  {
    ...state,
    breaks: "a planned workout still counts after it was done",
    find: " && !done.has(Number(id))",
    replace: "",
  },
  {
    ...state,
    breaks: "new activities of two athletes have the same id",
    find: "firstId + GENERATED_IDS + records.nextNumber()",
    replace: "GENERATED_IDS + records.nextNumber()",
    tests: server.tests,
  },
  {
    file: "src/sandbox/routes/event-writes.ts",
    breaks: "an upsert changes an event that another application created",
    find: " && (event.fields.oauth_client_id ?? null) === clientIdOf(principal)",
    replace: "",
    tests: ["test/sandbox/routes/event-writes.test.ts"],
  },
  {
    file: "src/sandbox/routes/events.ts",
    breaks: "an event covers the day on which it ends",
    find: "addDays(end, -1)",
    replace: "end.slice(0, 10)",
    tests: ["test/sandbox/routes/events.test.ts"],
  },
  {
    file: "src/sandbox/state/simulate-elapsed.ts",
    breaks: "a workout that was marked as done is performed again",
    find: "isDone || ",
    replace: "",
    tests: ["test/sandbox/state/simulate-elapsed.test.ts"],
  },
  {
    ...demoAthlete,
    breaks: "an athlete that is still in use is deleted after 14 days",
    find: "this.#keptUntil > now + (DEMO_RETENTION_DAYS - 1) * DAY_MS",
    replace: "this.#keptUntil > now",
  },
  {
    ...demoAthlete,
    breaks: "the athlete's day does not change at midnight",
    find: "state.localNow().startsWith(state.today)",
    replace: "state.localNow() >= state.today",
  },
];
