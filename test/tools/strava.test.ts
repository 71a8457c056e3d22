import { beforeAll, describe, expect, it } from "vitest";
import { athleteSession } from "../fixtures/athlete-session.ts";

const { errorText, writes, onWebsite } = athleteSession();

let hidden: string;
beforeAll(async () => {
  const activities: { id: string; source: string }[] = await onWebsite("athlete/0/activities?oldest=2026-01-01");
  hidden = activities.find(({ source }) => source === "STRAVA")?.id ?? "";
});

describe("an activity hidden by Strava", () => {
  it.each([
    ["icu_get_best_efforts", { duration: 60 }],
    ["icu_get_power_histogram", {}],
    ["icu_get_activity_intervals", {}],
    ["icu_update_activity", { feel: 1 }],
    ["icu_delete_activity", {}],
    ["icu_download_activity_file", {}],
  ])("makes %s fail with the reason", async (name, args) => {
    expect(await errorText(name, { activity_id: hidden, ...args })).toContain("came from Strava");
    expect(writes().filter(({ method }) => method === "DELETE")).toHaveLength(name === "icu_delete_activity" ? 1 : 0);
  });
});
