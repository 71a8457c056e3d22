import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { advanceClock, resetClock, setClock } from "../fixtures/clock.ts";
import { connectSession, connectStateless, type McpClient } from "../fixtures/mcp-client.ts";
import { signIn } from "../fixtures/oauth-client.ts";

const QUERIES = {
  "running activities that are done": "activity:",
  "planned race of the calendar": "event:",
  "sweet spot workout in my library": "workout:",
  "sleep and hrv": "wellness:",
};

interface Found {
  results: { id: string; title: string; url: string }[];
}

describe("search and fetch, as hosts that research demand them", () => {
  let host: McpClient;
  beforeAll(async () => {
    const { access_token } = await signIn();
    // Already the 21st where the demo athlete lives.
    setClock("2026-11-20T12:00:00Z");
    host = await connectStateless(access_token);
  });
  afterAll(resetClock);

  const search = async (query: string): Promise<Found["results"]> => {
    advanceClock(4);
    const { structured, text } = await host.call("search", { query });
    expect(JSON.parse(text)).toEqual(structured);
    return (structured as unknown as Found).results;
  };

  it.each(Object.entries(QUERIES))("%s", async (query, kind) => {
    const results = await search(query);
    expect(results.slice(0, 3).map((result) => result.id)).toContainEqual(expect.stringContaining(kind));
    for (const { url } of results)
      expect(url).toMatch(/^https:\/\/intervals\.icu\/(activities\/|\?w=\d{4}-\d\d-\d\d$|$)/);
  });

  it("finds the days that a question names, however long ago", async () => {
    const results = await search("what did I do on 2026-03-14");
    expect(results.map(({ id }) => id)).toContain("wellness:2026-03-14");
    expect(results.filter(({ title }) => title.endsWith("2026-03-14")).length).toBeGreaterThan(1);
  });

  it("says so when nothing fits", async () => {
    expect(await search("xyzzy")).toEqual([]);
  });

  it("reads every kind of result in full", async () => {
    for (const [query, kind] of Object.entries(QUERIES)) {
      const first = (await search(query)).find(({ id }) => id.startsWith(kind));
      const { structured, text } = await host.call("fetch", { id: first?.id });
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

  it("explains what an id looks like, and that one is gone", async () => {
    expect(await host.call("fetch", { id: "../athlete/1" })).toMatchObject({
      isError: true,
      text: "id: must be an id that search answered, such as activity:i140242265",
    });
    const gone = await host.call("fetch", { id: "event:999999999" });
    expect(gone.isError).toBe(true);
    expect(gone.text).toContain("does not know this id");
  });
});

it("are answered in sessions too", async () => {
  const { access_token } = await signIn();
  const host = await connectSession(access_token);
  const { structured } = await host.call("search", { query: "ride" });
  expect((structured as unknown as Found).results.length).toBeGreaterThan(0);
});
