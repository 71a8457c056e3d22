import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { latestActivities } from "../../fixtures/latest-activities.ts";

const session = athleteSession();
const { text, json, call, errorText } = session;
const ids = latestActivities(session);

describe("icu_get_activity_streams", () => {
  it("shows statistics over all samples and a few real samples", async () => {
    const args = { activity_id: ids.Ride, streams: ["watts", "heartrate"], max_points: 8 };
    expect(await text("icu_get_activity_streams", args)).toMatchInlineSnapshot(`
      "Samples · today is Wed 2026-05-13 (Pacific/Auckland)

      The window has 9600 of 9600 samples. Statistics over all samples in the window:

      watts W: mean 147, median 153, min 0 at 0:16, max 203 at 2:09:15
      heartrate bpm: mean 144, median 144, min 85 at 0:04, max 153 at 2:15:18

      8 of these samples:
      time s|watts W|heartrate bpm
      0|114|
      4|119|85
      16|0|100
      4978|0|145
      5401|193|144
      7755|203|151
      8118|180|153
      10056|149|141"
    `);
  });

  it("keeps the peaks of every stream within a small number of points", async () => {
    const activity_id = ids.Ride;
    const { statistics, points } = await json("icu_get_activity_streams", { activity_id, max_points: 20 });
    for (const { stream, max, min } of statistics) {
      expect(Math.max(...points[stream].filter((value: number | null) => value !== null))).toBe(max);
      expect(Math.min(...points[stream].filter((value: number | null) => value !== null))).toBe(min);
    }
    expect(points.time).toHaveLength(20);
  });

  it("selects a window by time or by distance", async () => {
    const activity_id = ids.Ride;
    const byTime = await json("icu_get_activity_streams", { activity_id, from_seconds: 600, to_seconds: 660 });
    expect(Math.min(...byTime.points.time)).toBe(600);
    expect(Math.max(...byTime.points.time)).toBe(660);
    const byDistance = await json("icu_get_activity_streams", { activity_id, from_meters: 5000, to_meters: 6000 });
    expect(Math.min(...byDistance.points.distance)).toBeGreaterThanOrEqual(5000);
    expect(Math.max(...byDistance.points.distance)).toBeLessThanOrEqual(6000);
  });

  it("splits a position into latitude and longitude", async () => {
    const { points } = await json("icu_get_activity_streams", {
      activity_id: ids.Ride,
      streams: ["latlng"],
      max_points: 3,
    });
    expect(Object.keys(points)).toEqual(["time", "lat", "lng"]);
  });

  it("lists the recorded streams when another one is requested", async () => {
    expect(
      await errorText("icu_get_activity_streams", {
        activity_id: ids.Swim,
        streams: ["watts"],
      }),
    ).toMatch(/^streams: watts not recorded\. Available streams: time/);
  });

  it("says where the recording ends when the window is beyond it", async () => {
    const { text } = await call("icu_get_activity_streams", {
      activity_id: ids.Ride,
      from_seconds: 90_000,
    });
    expect(text).toMatch(/The window has no samples\. The recording ends at \d:\d\d:\d\d/);
  });
});
