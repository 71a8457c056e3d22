import { describe, expect, it } from "vitest";
import { type Locks, withLock } from "../../src/account/with-lock.ts";

const locks: Locks = {
  acquireLock: async () => "token",
  renewLock: async () => true,
  releaseLock: async () => {},
};

describe("withLock", () => {
  it("runs the work with the lock and releases it, also when the work fails", async () => {
    const released: string[] = [];
    const recording: Locks = { ...locks, releaseLock: async (name, token) => void released.push(`${name} ${token}`) };
    expect(await withLock({ locks: recording, name: "undo" }, async () => "done")).toBe("done");
    const failing = withLock({ locks: recording, name: "undo" }, async () => {
      throw new Error("failed");
    });
    await expect(failing).rejects.toThrow("failed");
    expect(released).toEqual(["undo token", "undo token"]);
  });

  it("does not run the work without the lock", async () => {
    let hasRun = false;
    const result = await withLock(
      { locks: { ...locks, acquireLock: async () => undefined }, name: "undo" },
      async () => {
        hasRun = true;
      },
    );
    expect([result, hasRun]).toEqual([undefined, false]);
  });

  it("does not fail work that is done because its lock cannot be released", async () => {
    const failing: Locks = {
      ...locks,
      releaseLock: async () => {
        throw new Error("unreachable");
      },
    };
    expect(await withLock({ locks: failing, name: "undo" }, async () => "done")).toBe("done");
  });

  it("renews the lock while the work runs, and tells the work when the lock is lost", async () => {
    let renewals = 0;
    const losing: Locks = { ...locks, renewLock: async () => ++renewals < 2 };
    const isLost = await withLock({ locks: losing, name: "undo", renewalMilliseconds: 5 }, (signal) => {
      return new Promise<boolean>((resolve) => signal.addEventListener("abort", () => resolve(true)));
    });
    expect([isLost, renewals]).toEqual([true, 2]);
  });
});
