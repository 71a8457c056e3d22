import { describe, expect, it } from "vitest";
import * as z from "zod";
import type { AppliedChange, ChangeLogWriter, Json, PlannedChange } from "../../src/intervals/change-log.ts";
import { failWith, type IntervalsFailure } from "../../src/intervals/failure.ts";
import { createJournaledWrite } from "../../src/intervals/journaled-write.ts";
import type { Get, Mutate } from "../../src/intervals/request-spec.ts";

type Outcomes = Record<string, AppliedChange | null>;

/** A change log in memory, and an API that returns `responses`, one after the other. */
function setUp(...responses: unknown[]) {
  const log: { planned: readonly PlannedChange[]; settled: Outcomes | "pending" } = { planned: [], settled: "pending" };
  const changeLog: ChangeLogWriter = {
    async begin(changes) {
      log.planned = changes;
      return {
        async settle(outcomes) {
          log.settled = Object.fromEntries(outcomes);
        },
      };
    },
  };
  const get: Get = async ({ response }) => response.parse(responses.shift());
  const mutate: Mutate = async ({ response }) => response.parse(responses.shift());
  return { log, journaledWrite: createJournaledWrite({ get, mutate }, changeLog) };
}

const Id = z.object({ id: z.number() });
const idOf = ({ id }: { id: number }) => [id];
const post = { method: "POST", path: "events", response: Id } as const;
const recordsOf = (...records: Json[]) => ({ kind: "event", readBefore: async () => records }) as const;

describe("the change log entry of a write that succeeds", () => {
  it("has a created record as the API sent it, with fields that the schema drops", async () => {
    const { log, journaledWrite } = setUp({ id: 7, name: "Long ride", color: "red" });
    const created = await journaledWrite({ kind: "event", resultIds: idOf }, ({ mutate }) => mutate(post));
    expect(created).toEqual({ id: 7 });
    expect(log.planned).toEqual([{ key: "created", kind: "event" }]);
    expect(log.settled).toEqual({
      created: { kind: "event", id: "7", after: { id: 7, name: "Long ride", color: "red" } },
    });
  });

  it("has one change per record when more are created than were planned", async () => {
    const { log, journaledWrite } = setUp([{ id: 9 }, { id: 8 }]);
    await journaledWrite(
      { kind: "event", resultIds: (all: { id: number }[]) => all.map(({ id }) => id) },
      ({ mutate }) => mutate({ ...post, response: z.array(Id) }),
    );
    expect(log.settled).toEqual({
      created: { kind: "event", id: "9", after: { id: 9 } },
      "8": { kind: "event", id: "8", after: { id: 8 } },
    });
  });

  it("has the record before and after an update", async () => {
    const { log, journaledWrite } = setUp({ id: 7, name: "Easy ride" });
    const before = { id: 7, name: "Long ride" };
    await journaledWrite({ ...recordsOf(before), resultIds: idOf }, ({ mutate }) =>
      mutate({ method: "PUT", path: "events/7", response: Id }),
    );
    expect(log.planned).toEqual([{ key: "7", kind: "event", before: { id: "7", record: before } }]);
    expect(log.settled).toEqual({ "7": { kind: "event", id: "7", after: { id: 7, name: "Easy ride" } } });
  });

  it("has records without an after when they were deleted", async () => {
    const { log, journaledWrite } = setUp({});
    await journaledWrite(recordsOf({ id: 7 }, { id: 8 }), ({ mutate }) =>
      mutate({ method: "DELETE", path: "events", response: z.unknown() }),
    );
    expect(log.settled).toEqual({ "7": { kind: "event", id: "7" }, "8": { kind: "event", id: "8" } });
  });

  it("drops what was neither changed nor created", async () => {
    const creating = setUp([]);
    await creating.journaledWrite({ kind: "event", resultIds: () => [] }, ({ mutate }) =>
      mutate({ ...post, response: z.unknown() }),
    );
    expect(creating.log.settled).toEqual({ created: null });

    const updating = setUp({ id: 7 });
    await updating.journaledWrite({ ...recordsOf({ id: 6 }, { id: 7 }), resultIds: idOf }, ({ mutate }) =>
      mutate(post),
    );
    expect(updating.log.settled).toEqual({ "6": null, "7": { kind: "event", id: "7", after: { id: 7 } } });
  });

  it("tells created records from existing ones that the same request updated", async () => {
    const { log, journaledWrite } = setUp([{ id: 8 }, { id: 7 }]);
    await journaledWrite({ ...recordsOf({ id: 7 }), resultIds: () => [8, 7] }, ({ mutate }) =>
      mutate({ ...post, response: z.unknown() }),
    );
    expect(log.planned.map(({ key }) => key)).toEqual(["7"]);
    expect(log.settled).toEqual({
      "7": { kind: "event", id: "7", after: { id: 7 } },
      "8": { kind: "event", id: "8", after: { id: 8 } },
    });
  });

  it("finds records that the API nests in another record", async () => {
    const { log, journaledWrite } = setUp({ id: "g1", reminders: [{ id: "g1/5", name: "Chain" }] });
    const recordsIn = (gear: Json) => z.array(z.record(z.string(), z.unknown())).parse(gear.reminders);
    await journaledWrite({ kind: "reminder", resultIds: () => ["g1/5"], recordsIn }, ({ mutate }) =>
      mutate({ ...post, response: z.unknown() }),
    );
    expect(log.settled).toEqual({
      created: { kind: "reminder", id: "g1/5", after: { id: "g1/5", name: "Chain" } },
    });
  });
});

describe("the change log entry of a write that fails", () => {
  async function settledAfter(failure: IntervalsFailure | Error, ...sent: ("POST" | "PUT" | "DELETE" | "GET")[]) {
    const { log, journaledWrite } = setUp({}, {}, {});
    const failing = journaledWrite(recordsOf({ id: 7 }), async ({ get, mutate }) => {
      for (const method of sent) {
        if (method === "GET") await get({ path: "x", response: z.unknown() });
        else await mutate({ ...post, method, response: z.unknown() });
      }
      if (failure instanceof Error) throw failure;
      failWith(failure);
    });
    await expect(failing).rejects.toThrow();
    return log.settled;
  }
  const REJECTED: IntervalsFailure[] = [
    { kind: "unauthorized" },
    { kind: "forbidden" },
    { kind: "not_found" },
    { kind: "strava" },
    { kind: "rejected", status: 422, reason: "no" },
    { kind: "rate_limited", retryAfterSeconds: 1 },
    { kind: "unavailable" },
  ];
  const UNCLEAR: IntervalsFailure[] = [
    { kind: "unknown_outcome" },
    { kind: "unreadable", detail: "not JSON" },
    { kind: "cancelled" },
  ];

  it.each(REJECTED)("is dropped when the only request was rejected: $kind", async (failure) => {
    expect(await settledAfter(failure)).toEqual({ "7": null });
  });

  it.each(UNCLEAR)("stays pending when the request may have been applied: $kind", async (failure) => {
    expect(await settledAfter(failure)).toBe("pending");
  });

  it.each([...REJECTED, ...UNCLEAR])("stays pending when an earlier request was applied: $kind", async (failure) => {
    expect(await settledAfter(failure, "POST")).toBe("pending");
    expect(await settledAfter(failure, "PUT")).toBe("pending");
    expect(await settledAfter(failure, "DELETE", "POST", "GET")).toBe("pending");
  });

  it("is dropped when only reads, and deletions that prepare the write, came before the rejected request", async () => {
    expect(await settledAfter({ kind: "rejected", status: 422, reason: "no" }, "GET", "DELETE")).toEqual({ "7": null });
  });

  it("stays pending after an error that is not from the API", async () => {
    expect(await settledAfter(new Error("bug"))).toBe("pending");
  });

  it("stays pending when the response to a write cannot be read", async () => {
    const { log, journaledWrite } = setUp({ id: "not a number" });
    const failing = journaledWrite({ kind: "event", resultIds: idOf }, ({ mutate }) => mutate(post));
    await expect(failing).rejects.toMatchObject({ failure: { kind: "unknown_outcome" } });
    expect(log.settled).toBe("pending");
  });
});

describe("a write without a change log entry", () => {
  it("is not sent", async () => {
    let sent = 0;
    const mutate: Mutate = async ({ response }) => response.parse(void sent++);
    const get: Get = async ({ response }) => response.parse(undefined);
    const changeLog = { begin: () => Promise.reject(new Error("the log is down")) };
    const journaledWrite = createJournaledWrite({ get, mutate }, changeLog);
    await expect(journaledWrite({ kind: "event" }, (transport) => transport.mutate(post))).rejects.toThrow(
      "the log is down",
    );
    expect(sent).toBe(0);
  });
});
