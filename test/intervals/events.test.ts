import { describe, expect, it } from "vitest";
import { createIntervals } from "../../src/intervals/client.ts";

/** A calendar that returns only the events that start in the range, as the API is documented. */
function calendarWith(...events: { id: number; start_date_local: string; end_date_local: string }[]) {
  const intervals = createIntervals({
    origin: "https://intervals.test",
    credential: { kind: "api_key", key: "events00key0000000000000" },
    subject: "0",
    async fetch(request) {
      const { searchParams } = new URL(request.url);
      const [oldest = "", newest = ""] = ["oldest", "newest"].map((name) => searchParams.get(name) ?? "");
      return Response.json(
        events
          .filter(({ start_date_local: start }) => start >= oldest && start <= `${newest}T23:59:59`)
          .map((event) => ({ ...event, category: "HOLIDAY" })),
      );
    },
    acquire: async () => {},
    signal: new AbortController().signal,
  });
  return async (oldest: string, newest: string) => (await intervals.listEvents({ oldest, newest })).map(({ id }) => id);
}

const holiday = (id: number, start: string, end: string) => ({
  id,
  start_date_local: `${start}T00:00:00`,
  end_date_local: `${end}T00:00:00`,
});

describe("the events of a range", () => {
  it("include a holiday that began up to 200 days before it and lasts into it, in order and once", async () => {
    const list = calendarWith(
      holiday(1, "2026-12-31", "2027-07-25"), // 201 days before
      holiday(2, "2027-01-01", "2027-07-25"), // 200 days before
      holiday(3, "2027-07-01", "2027-07-20"), // ended when the range begins
      holiday(4, "2027-07-20", "2027-07-22"),
      holiday(5, "2027-07-22", "2027-07-23"), // begins after the range
    );
    expect(await list("2027-07-20", "2027-07-21")).toEqual([2, 4]);
  });
});
