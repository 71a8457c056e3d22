import { describe, expect, it } from "vitest";
import { athleteSession } from "../fixtures/athlete-session.ts";

const stateless = athleteSession();
const session = stateless.connect({ era: "session" });
const writer = stateless.connect({ scope: ["intervals:write"] });

describe.each([
  ["the resources of a stateless client (2026-07-28)", stateless],
  ["the resources of a client with a session (2025-11-25)", session],
])("%s", (_, connection) => {
  it("list resources and resource templates", async () => {
    expect(await connection.client.listResources()).toMatchInlineSnapshot(`
      [
        "intervals-icu://athlete/profile",
        "intervals-icu://workout-syntax",
        "intervals-icu://event-categories",
        "intervals-icu://custom-item-schemas",
        "intervals-icu://activity/{activity_id}",
        "intervals-icu://event/{event_id}",
        "intervals-icu://wellness/{date}",
        "intervals-icu://library/{folder_id}",
      ]
    `);
  });

  it("include the athlete's profile and static documents", async () => {
    expect(await connection.client.readResource("intervals-icu://athlete/profile")).toContain(
      "threshold heart rate: 168 bpm",
    );
    expect(await connection.client.readResource("intervals-icu://event-categories")).toContain(
      "RACE_A: the main race of the season",
    );
  });

  it("open an activity by its URI, and explain what is wrong with a URI", async () => {
    const [id = ""] = await connection.client.complete(
      { type: "ref/resource", uri: "intervals-icu://activity/{activity_id}" },
      "activity_id",
      "i",
    );
    expect(await connection.client.readResource(`intervals-icu://activity/${id}`)).toContain(id);
    await expect(connection.client.readResource("intervals-icu://activity/nonsense%20%ff")).rejects.toThrow(
      "activity_id",
    );
    await expect(connection.client.readResource("intervals-icu://activity/i1")).rejects.toThrow(
      "does not know this id",
    );
    await expect(connection.client.readResource("intervals-icu://nothing")).rejects.toThrow(
      "Resource not found: intervals-icu://nothing",
    );
  });

  it.each([
    ["intervals-icu://event/{event_id}", "event_id", "Calendar event"],
    ["intervals-icu://wellness/{date}", "date", "Wellness on"],
    ["intervals-icu://library/{folder_id}", "folder_id", "Workouts in"],
  ])("complete the URI template %s, and open the result", async (uri, variable, text) => {
    const [value = ""] = await connection.client.complete({ type: "ref/resource", uri }, variable, "");
    expect(await connection.client.readResource(uri.replace(`{${variable}}`, value))).toContain(text);
  });
});

describe("resources of a connection without the permission to read", () => {
  const message = "This needs the permission intervals:read";

  it("cannot be read if they contain the athlete's data, and their URIs cannot be completed", async () => {
    await expect(writer.client.readResource("intervals-icu://athlete/profile")).rejects.toThrow(message);
    const ref = { type: "ref/resource", uri: "intervals-icu://activity/{activity_id}" } as const;
    await expect(writer.client.complete(ref, "activity_id", "i")).rejects.toThrow(message);
  });

  it("can be read if they are static documents", async () => {
    expect(await writer.client.readResource("intervals-icu://event-categories")).toContain("RACE_A");
  });
});
