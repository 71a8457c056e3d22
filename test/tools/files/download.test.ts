import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { download } from "../../fixtures/download.ts";
import { latestActivities } from "../../fixtures/latest-activities.ts";

const session = athleteSession({ athlete: { files: "gzip" } });
const plain = athleteSession({ athlete: { files: "plain" } });
const encoded = athleteSession({ athlete: { files: "encoded" } });
const { text, json, errorText } = session;
const ids = latestActivities(session);

/** Replaces the link, which differs from run to run. */
const withoutLink = (text: string) => text.replace(/\/files\/\S+/, "/files/LINK");

describe("downloading a file of an activity", () => {
  it("returns a link for the user, and explains that output_path is not used", async () => {
    const args = { activity_id: ids.Ride, output_path: "/etc/passwd" };
    expect(withoutLink(await text("icu_download_activity_file", args))).toMatchInlineSnapshot(`
      "Original file of «Long ride», Ride, 2026-05-09 · today is Wed 2026-05-13 (Pacific/Auckland)

      http://localhost:8787/files/LINK
      Give the user this exact link. It downloads the file and expires in 15 minutes.

      output_path was ignored: this server cannot write to the user's disk."
    `);
  });

  it.each([
    ["gzip", session],
    ["plain", plain],
    ["encoded", encoded],
  ] as const)("returns an uncompressed file when the API sends it %s", async (_, session) => {
    const swim = { activity_id: ids.Swim };
    const { bytes, name, type } = await download(session, "icu_download_activity_file", swim);
    expect([name, type]).toEqual([`${ids.Swim}-original.fit`, "application/vnd.ant.fit"]);
    expect(new TextDecoder().decode(bytes.subarray(8, 12))).toBe(".FIT");
  });

  it("returns GPX as a link, or inline, cut at a line end", async () => {
    const { name, type, text: whole } = await download(session, "icu_download_gpx_file", { activity_id: ids.Run });
    expect([name, type]).toEqual([`${ids.Run}.gpx`, "application/gpx+xml"]);
    expect(whole.trimEnd().endsWith("</gpx>")).toBe(true);
    const inline = await json("icu_download_gpx_file", { activity_id: ids.Run, inline: true });
    expect(inline).toMatchObject({ file_name: `${ids.Run}.gpx`, is_cut: true });
    expect([inline.text.length <= 40_000, whole.startsWith(inline.text), inline.text.endsWith("\n")]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it("rejects an activity without a recording or without positions before creating a link", async () => {
    const byHand = await errorText("icu_download_activity_file", { activity_id: ids.WeightTraining });
    expect(byHand).toBe("activity_id: this activity was entered manually, so it has no recording and no file.");
    expect(await errorText("icu_download_gpx_file", { activity_id: ids.VirtualRide })).toMatch(
      /^activity_id: this activity has no GPS data/,
    );
  });
});
