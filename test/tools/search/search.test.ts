import { describe, expect, it } from "vitest";
import { type AthleteConnection, athleteSession } from "../../fixtures/athlete-session.ts";

// It is already the 21st in Auckland, where the demo athlete lives.
const stateless = athleteSession({ now: "2026-11-20T12:00:00Z" });
const session = stateless.connect({ era: "session" });

/** Questions, each with the kind of record that must be among the first results. */
const QUESTIONS = {
  "running activities that are done": "activity:",
  "planned race of the calendar": "event:",
  "sweet spot workout in my library": "workout:",
  "sleep and hrv": "wellness:",
};

interface Result {
  id: string;
  title: string;
  url: string;
}

/** The answer has the same content as text and as structured content, as research clients require. */
async function search(query: string, { call }: AthleteConnection = stateless): Promise<Result[]> {
  const { structured, text } = await call("search", { query });
  expect(JSON.parse(text)).toEqual(structured);
  return (structured as unknown as { results: Result[] }).results; // the output schema of the tool
}

describe("search", () => {
  it.each(Object.entries(QUESTIONS))(
    "answers “%s” with a record of the kind %s among the first",
    async (query, kind) => {
      const results = await search(query);
      expect(results.slice(0, 3).map((result) => result.id)).toContainEqual(expect.stringContaining(kind));
      for (const { url } of results) {
        expect(url).toMatch(/^https:\/\/intervals\.icu\/(activities\/|\?w=\d{4}-\d\d-\d\d$|$)/);
      }
    },
  );

  it("finds the records of a date in the question, however long ago", async () => {
    const results = await search("what did I do on 2026-03-14");
    expect(results.map(({ id }) => id)).toContain("wellness:2026-03-14");
    expect(results.filter(({ title }) => title.endsWith("2026-03-14")).length).toBeGreaterThan(1);
  });

  it("returns no results when nothing matches", async () => {
    expect(await search("xyzzy")).toEqual([]);
  });

  it("works in a session too", async () => {
    expect((await search("ride", session)).length).toBeGreaterThan(0);
  });
});

describe("fetch", () => {
  it("returns every kind of search result in full", async () => {
    for (const [query, kind] of Object.entries(QUESTIONS)) {
      const first = (await search(query)).find(({ id }) => id.startsWith(kind));
      const { structured, text } = await stateless.call("fetch", { id: first?.id });
      expect(JSON.parse(text)).toEqual(structured);
      expect(structured).toEqual({
        id: first?.id,
        title: first?.title,
        url: first?.url,
        text: expect.stringMatching(/today is Sat 2026-11-21/),
        metadata: { source: "Intervals.icu", kind: first?.id.split(":")[0] },
      });
    }
  });

  it("shows an example of a valid id, and rejects an id that does not exist", async () => {
    expect(await stateless.errorText("fetch", { id: "../athlete/1" })).toBe(
      "id: must be an id returned by search, such as activity:i140242265",
    );
    expect(await stateless.errorText("fetch", { id: "event:999999999" })).toContain("does not know this id");
  });
});
