import { describe, expect, it } from "vitest";
import { createInBulk } from "../../src/intervals/create-in-bulk.ts";
import { failWith, type IntervalsFailure } from "../../src/intervals/failure.ts";

interface Item {
  key: string;
}

/** A server that stores all items of a request, or none if `failureFor` returns a failure. */
function serverThat(failureFor: (keys: string[]) => IntervalsFailure | undefined) {
  const stored = new Map<string | undefined, Item & { id: number }>();
  const requests: string[] = [];
  let lookups = 0;
  const store = (items: readonly Item[]) => {
    const records = items.map(({ key }) => ({ key, id: stored.size + 1 }));
    for (const record of records) stored.set(record.key, { ...record, id: stored.size + 1 });
    return items.flatMap(({ key }) => stored.get(key) ?? []);
  };
  const run = (...keys: string[]) =>
    createInBulk(
      keys.map((key) => ({ key })),
      {
        keyOf: ({ key }) => key,
        createdKeyOf: ({ key }) => key,
        async send(items) {
          const sent = items.map(({ key }) => key);
          requests.push(sent.join(""));
          const failure = failureFor(sent);
          return failure ? failWith(failure) : store(items);
        },
        async findByKey() {
          lookups++;
          return stored;
        },
      },
    );
  return { run, store, requests, lookups: () => lookups };
}

const rejected: IntervalsFailure = { kind: "rejected", status: 422, reason: "bad" };
const created = (key: string, id: number) => ({ ok: true, value: { key, id } });

describe("creating records in bulk", () => {
  it("A100 has an unknown outcome when the response is lost and the lookup fails, too", async () => {
    const creation = {
      keyOf: ({ key }: Item) => key,
      createdKeyOf: ({ key }: Item) => key,
      send: async () => failWith({ kind: "unknown_outcome" }),
      findByKey: async () => failWith({ kind: "unavailable" }),
    };
    await expect(createInBulk([{ key: "a" }], creation)).rejects.toMatchObject({
      failure: { kind: "unknown_outcome" },
    });
  });

  it("sends one request and returns a result per item in the order of the items", async () => {
    const server = serverThat(() => undefined);
    expect(await server.run("a", "b", "c")).toEqual([created("a", 1), created("b", 2), created("c", 3)]);
    expect(server.requests).toEqual(["abc"]);
  });

  it("finds a rejected item by halving the list, and creates the others", async () => {
    const server = serverThat((keys) => (keys.includes("c") ? rejected : undefined));
    expect(await server.run("a", "b", "c", "d")).toEqual([
      created("a", 1),
      created("b", 2),
      { ok: false, error: rejected },
      created("d", 3),
    ]);
    expect(server.requests).toEqual(["abcd", "ab", "cd", "c", "d"]);
  });

  it("returns the rejections if every item is rejected", async () => {
    const server = serverThat(() => rejected);
    expect(await server.run("a", "b")).toEqual([
      { ok: false, error: rejected },
      { ok: false, error: rejected },
    ]);
  });

  it("looks the records up if the response got lost", async () => {
    const server = serverThat((keys) => {
      server.store(keys.filter((key) => key !== "b").map((key) => ({ key })));
      return { kind: "unknown_outcome" };
    });
    expect(await server.run("a", "b")).toEqual([created("a", 1), { ok: false, error: { kind: "unknown_outcome" } }]);
    expect([server.requests, server.lookups()]).toEqual([["ab"], 1]);
  });

  it.each([
    { kind: "unknown_outcome" },
    { kind: "unavailable" },
    { kind: "forbidden" },
    { kind: "cancelled" },
  ] as IntervalsFailure[])("throws $kind if nothing was created", async (failure) => {
    await expect(serverThat(() => failure).run("a", "b")).rejects.toMatchObject({ failure });
  });

  it("keeps what was created before the server became unavailable", async () => {
    const server = serverThat((keys) =>
      keys.length === 4 ? rejected : keys.includes("c") ? { kind: "unavailable" } : undefined,
    );
    expect(await server.run("a", "b", "c", "d")).toEqual([
      created("a", 1),
      created("b", 2),
      { ok: false, error: { kind: "unavailable" } },
      { ok: false, error: { kind: "unavailable" } },
    ]);
  });

  it("reports an item that the response lacks as unreadable", async () => {
    const results = await createInBulk([{ key: "a" }, { key: "b" }], {
      keyOf: ({ key }) => key,
      createdKeyOf: ({ key }: Item) => key,
      send: async () => [{ key: "a" }],
      findByKey: async () => new Map(),
    });
    expect(results).toMatchObject([{ ok: true }, { ok: false, error: { kind: "unreadable" } }]);
  });

  it("sends nothing for an empty list of results", async () => {
    const server = serverThat(() => undefined);
    expect(await server.run()).toEqual([]);
  });
});
