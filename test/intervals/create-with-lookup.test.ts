import { describe, expect, it } from "vitest";
import { createWithLookup } from "../../src/intervals/create-with-lookup.ts";
import { failWith, type IntervalsFailure } from "../../src/intervals/failure.ts";
import { createJournaledWrite } from "../../src/intervals/journaled-write.ts";

interface Gear {
  id: number;
  name: string;
}

const lost: IntervalsFailure = { kind: "unknown_outcome" };

/** Creates gear named "Bike"; the server then holds `after` in place of `before`, and the response fails with `failure`. */
function create({
  before,
  after,
  failure,
}: {
  before: Gear[];
  after: Gear[] | "unreachable";
  failure: IntervalsFailure;
}) {
  const lists = [before, after];
  const unused = () => Promise.reject(new Error("unused"));
  let sent = 0;
  const result = createWithLookup<Gear>(createJournaledWrite({ get: unused, mutate: unused }, undefined), {
    kind: "gear",
    async list() {
      const list = lists.shift();
      return list === "unreachable" || !list ? failWith({ kind: "unavailable" }) : list;
    },
    async create() {
      sent++;
      return failWith(failure);
    },
    matches: ({ name }) => name === "Bike",
  });
  return result.then(
    (gear) => ({ gear, sent }),
    ({ failure }) => ({ failure, sent }),
  );
}

describe("creating a record whose response got lost", () => {
  const old = { id: 1, name: "Bike" };

  it("returns the new record that the list shows, and does not send it again", async () => {
    const result = await create({ before: [old], after: [old, { id: 2, name: "Bike" }], failure: lost });
    expect(result).toEqual({ gear: { id: 2, name: "Bike" }, sent: 1 });
  });

  it.each([
    ["no new record is there", [old]],
    ["the new record is another one", [old, { id: 2, name: "Shoes" }]],
    ["two new records match", [old, { id: 2, name: "Bike" }, { id: 3, name: "Bike" }]],
    ["the lookup fails too", "unreachable" as const],
  ])("has an unknown outcome when %s", async (_, after) => {
    expect(await create({ before: [old], after, failure: lost })).toEqual({ failure: lost, sent: 1 });
  });

  it("fails as it is told when the server rejected it", async () => {
    const failure: IntervalsFailure = { kind: "rejected", status: 422, reason: "bad" };
    expect(await create({ before: [], after: [{ id: 2, name: "Bike" }], failure })).toEqual({ failure, sent: 1 });
  });
});
