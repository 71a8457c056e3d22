import { describe, expect, it } from "vitest";
import { createIntervals } from "../../src/intervals/client.ts";
import { IntervalsError } from "../../src/intervals/failure.ts";

/** A calendar whose server answers no write, and whose reads fail once something was sent. */
function brokenCalendar({ losesResponses }: { losesResponses: boolean }) {
  let isBroken = false;
  return createIntervals({
    origin: "https://intervals.test",
    credential: { kind: "api_key", key: "writes00key0000000000000" },
    subject: "0",
    async fetch(request) {
      if (request.method === "GET") return isBroken ? new Response(null, { status: 503 }) : Response.json([]);
      isBroken = true;
      if (losesResponses) throw new TypeError("Network connection lost.");
      return Response.json({});
    },
    acquire: async () => {},
    signal: new AbortController().signal,
    timeouts: { backoff: 1 },
  });
}

const failureOf = (call: Promise<unknown>) =>
  call.then(
    () => "no failure",
    (error) => (error instanceof IntervalsError ? error.failure.kind : error),
  );
const note = { category: "NOTE", start_date_local: "2027-01-01T00:00:00", name: "Lost" } as const;
const plan = { folder_id: 1, start_date_local: "2027-01-01T00:00:00" };

describe("a write whose response is lost, and whose lookup fails, too", () => {
  it("A100 has an unknown outcome: an event", async () => {
    expect(await failureOf(brokenCalendar({ losesResponses: true }).createEvent("u1", note))).toBe("unknown_outcome");
  });

  it("A100 has an unknown outcome: several events", async () => {
    const creation = brokenCalendar({ losesResponses: true }).createEvents([{ uid: "u1", event: note }]);
    expect(await failureOf(creation)).toBe("unknown_outcome");
  });

  it.each([true, false])("A100 has an unknown outcome: a plan (response lost: %s)", async (losesResponses) => {
    const calendar = brokenCalendar({ losesResponses });
    const application = calendar.applyPlan(plan, { lastDay: "2027-01-31", isNew: () => true });
    expect(await failureOf(application)).toBe("unknown_outcome");
  });
});
