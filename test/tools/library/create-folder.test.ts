import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";

const { json } = athleteSession();

describe("icu_create_folder", () => {
  it("creates a folder once, and returns the existing one when the call is repeated", async () => {
    const { folder } = await json("icu_create_folder", { name: "Winter" });
    const again = await json("icu_create_folder", { name: "Winter" });
    expect([again.folder.folder_id, again.existed]).toEqual([folder.folder_id, true]);
  });
});
