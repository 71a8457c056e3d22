import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EventRevisions } from "../../src/account/event-revisions.ts";
import { advanceClock, resetClock, setClock } from "../fixtures/clock.ts";
import { withDatabase } from "./account-database-fixture.ts";

beforeEach(() => setClock());
afterEach(resetClock);

const DAY = 86_400;

describe("EventRevisions", () => {
  it("finds the revision that was saved last", () =>
    withDatabase((db) => {
      const revisions = new EventRevisions(db);
      revisions.save([{ key: "event", updated: "09:00" }]);
      revisions.save([{ key: "event", updated: "10:00" }]);
      expect([revisions.find("event"), revisions.find("other")]).toEqual(["10:00", undefined]);
    }));

  it("keeps a revision for 14 days", () =>
    withDatabase((db) => {
      const revisions = new EventRevisions(db);
      revisions.save([{ key: "old", updated: "09:00" }]);
      advanceClock(14 * DAY - 60);
      revisions.save([{ key: "new", updated: "10:00" }]);
      expect(revisions.find("old")).toBe("09:00");
      advanceClock(120);
      revisions.save([]);
      expect([revisions.find("old"), revisions.find("new")]).toEqual([undefined, "10:00"]);
    }));
});
