import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { download } from "../../fixtures/download.ts";
import { latestActivities } from "../../fixtures/latest-activities.ts";

const session = athleteSession();
const { text, errorText } = session;
const ids = latestActivities(session);

describe("icu_download_csv", () => {
  it("returns the wellness of a range inline, marked as data", async () => {
    const args = { what: "wellness", oldest: "-2d", inline: true };
    const answer = await text("icu_download_csv", args);
    expect(answer.split("\n").map((line) => line.slice(0, 60))).toMatchInlineSnapshot(`
      [
        "Wellness from 2026-05-11 to 2026-05-13 as CSV · today is Wed",
        "",
        "wellness-2026-05-11-to-2026-05-13.csv. The content of this b",
        "\`\`\`",
        "date,ctl,atl,rampRate,ctlLoad,atlLoad,sportInfo,updated,weig",
        "2026-05-11,67.728455,81.550202,3.516339,55,55,"[{""type"":""",
        "2026-05-12,67.993656,81.210714,3.245378,79,79,"[{""type"":""",
        "2026-05-13,68.111446,80.117687,3.145492,73,73,"[{""type"":""",
        "\`\`\`",
      ]
    `);
  });

  it("returns all activities, and all samples of one activity", async () => {
    const all = await download(session, "icu_download_csv", { what: "activities" });
    expect([all.name, all.type]).toEqual(["activities.csv", "text/csv; charset=utf-8"]);
    expect(all.text.split("\n").length).toBeGreaterThan(500);
    const args = { what: "streams", activity_id: ids.Swim, streams: ["time", "heartrate"] };
    const samples = await download(session, "icu_download_csv", args);
    expect([samples.name, samples.text.split("\n")[0]]).toEqual([`${ids.Swim}-streams.csv`, "time,heartrate"]);
  });

  it("requires an activity for streams, and rejects a range that ends before it starts", async () => {
    expect(await errorText("icu_download_csv", { what: "streams" })).toMatch(/^activity_id: /);
    expect(await errorText("icu_download_csv", { what: "wellness", oldest: "today", newest: "-3d" })).toMatch(
      /^oldest: 2026-05-13 is after newest/,
    );
  });
});
