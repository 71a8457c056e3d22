import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { upstream } from "../../fixtures/fake-network.ts";
import { latestActivities } from "../../fixtures/latest-activities.ts";

const session = athleteSession();
const { text } = session;
const ids = latestActivities(session);

const queryOf = (end: string) => upstream.requests.find(({ path }) => path.endsWith(end))?.query;

describe("the histogram tools", () => {
  it("show time at power", async () => {
    const args = { activity_id: ids.VirtualRide, bucket_size: 50 };
    expect(await text("icu_get_power_histogram", args)).toMatchInlineSnapshot(`
      "Time at power, VirtualRide i72058500 · today is Wed 2026-05-13 (Pacific/Auckland)

      Total time 1:00:00; the median is in the range 100-150 W.

      W|time|%
      100-150|35:01|58.4
      150-200|4:59|8.3
      200-250|5:38|9.4
      250-300|14:22|23.9"
    `);
    expect(queryOf("/power-histogram")).toEqual({ bucketSize: "50" });
  });

  it("show time at heart rate", async () => {
    expect(await text("icu_get_hr_histogram", { activity_id: ids.Run, bucket_size: 10 })).toMatchInlineSnapshot(`
      "Time at heart rate, Run i72058600 · today is Wed 2026-05-13 (Pacific/Auckland)

      Total time 1:01:00; the median is in the range 150-160 bpm.

      bpm|time|%
      80-90|0:05|0.1
      90-100|0:05|0.1
      100-110|0:07|0.2
      110-120|0:08|0.2
      120-130|0:13|0.4
      130-140|0:23|0.6
      140-150|29:01|47.6
      150-160|1:54|3.1
      160-170|29:04|47.7"
    `);
  });

  it("show time at pace in the unit of the sport", async () => {
    expect(await text("icu_get_pace_histogram", { activity_id: ids.Run })).toMatchInlineSnapshot(`
      "Time at pace, Run i72058600 · today is Wed 2026-05-13 (Pacific/Auckland)

      Total time 1:01:00; the median is in the range 5:33-5:23/km.

      pace or speed|time|%
      6:57-6:40/km|0:51|1.4
      6:40-6:25/km|1:37|2.7
      6:25-6:10/km|7:28|12.2
      6:10-5:57/km|6:41|11
      5:57-5:45/km|6:12|10.2
      5:45-5:33/km|6:35|10.8
      5:33-5:23/km|1:34|2.6
      5:23-5:13/km|0:02|0.1
      5:13-5:03/km|0:28|0.8
      5:03-4:54/km|1:30|2.5
      4:54-4:46/km|5:24|8.9
      4:46-4:38/km|5:04|8.3
      4:38-4:30/km|6:34|10.8
      4:30-4:23/km|6:56|11.4
      4:23-4:16/km|2:22|3.9
      4:16-4:10/km|1:23|2.3
      4:10-4:04/km|0:19|0.5"
    `);
    expect(await text("icu_get_pace_histogram", { activity_id: ids.Swim })).toContain("/100m");
    expect(await text("icu_get_gap_histogram", { activity_id: ids.Run })).toContain("grade-adjusted pace, Run");
  });

  it("say which data was not recorded", async () => {
    expect(await text("icu_get_power_histogram", { activity_id: ids.Swim })).toContain("No power was recorded");
    expect(await text("icu_get_gap_histogram", { activity_id: ids.VirtualRide })).toContain("Only runs with altitude");
  });
});
