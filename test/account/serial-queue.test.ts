import { describe, expect, it } from "vitest";
import { QueueFull, SerialQueue } from "../../src/account/serial-queue.ts";

describe("SerialQueue", () => {
  it("runs tasks of one key one after another, in order, also after a failure", async () => {
    const queue = new SerialQueue();
    const log: string[] = [];
    const task = (name: string, milliseconds: number) => async () => {
      log.push(`${name} begins`);
      await scheduler.wait(milliseconds);
      log.push(`${name} ends`);
    };
    const failing = queue.run("a", async () => {
      await task("first", 20)();
      throw new Error("failed");
    });
    const second = queue.run("a", task("second", 1));
    await expect(failing).rejects.toThrow("failed");
    await second;
    expect(log).toEqual(["first begins", "first ends", "second begins", "second ends"]);
  });

  it("does not make other keys wait", async () => {
    const queue = new SerialQueue();
    const never = new Promise<void>(() => {});
    void queue.run("a", () => never);
    expect(await queue.run("b", async () => "done")).toBe("done");
  });

  it("does not let a task that hangs hold up the next one for ever", async () => {
    const queue = new SerialQueue(20);
    void queue.run("a", () => new Promise(() => {}));
    expect(await queue.run("a", async () => "done")).toBe("done");
  });

  it("rejects a task when fifty others of its key are waiting", async () => {
    const queue = new SerialQueue();
    const release = Promise.withResolvers<void>();
    const tasks = Array.from({ length: 51 }, () => queue.run("a", () => release.promise));
    await expect(queue.run("a", async () => {})).rejects.toThrow(QueueFull);
    expect(await queue.run("b", async () => "done")).toBe("done");
    release.resolve();
    await Promise.all(tasks);
    await queue.whenIdle();
    expect(await queue.run("a", async () => "done")).toBe("done");
  });

  it("is idle when every task has settled", async () => {
    const queue = new SerialQueue();
    let isDone = false;
    void queue.run("a", async () => {
      await scheduler.wait(10);
      isDone = true;
    });
    await queue.whenIdle();
    expect(isDone).toBe(true);
  });
});
