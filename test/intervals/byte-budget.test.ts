import { describe, expect, it } from "vitest";
import { createByteBudget } from "../../src/intervals/byte-budget.ts";

const TEN = { total: 10, holdMilliseconds: 60_000 };

/** Lets everything run that does not wait for a reservation. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("a byte budget", () => {
  it("A92 lets a read wait until enough bytes are free", async () => {
    const reserve = createByteBudget(TEN);
    const admitted: string[] = [];
    const releaseFirst = await reserve(6);
    const second = reserve(6).then(() => admitted.push("second"));
    await settle();
    expect(admitted).toEqual([]);
    releaseFirst();
    await second;
    expect(admitted).toEqual(["second"]);
  });

  it("serves a large read before the small ones behind it", async () => {
    const reserve = createByteBudget(TEN);
    const admitted: string[] = [];
    const release = await reserve(6);
    const large = reserve(10).then((done) => {
      admitted.push("large");
      done();
    });
    const small = reserve(1).then(() => admitted.push("small"));
    release();
    await Promise.all([large, small]);
    expect(admitted).toEqual(["large", "small"]);
  });

  it("gives bytes back once, however often they are released", async () => {
    const reserve = createByteBudget(TEN);
    const release = await reserve(10);
    release();
    release();
    await reserve(10);
    const third = reserve(1, AbortSignal.timeout(20));
    await expect(third).rejects.toThrow();
  });

  it("keeps nothing for a read whose time is over", async () => {
    const reserve = createByteBudget(TEN);
    const release = await reserve(10);
    await expect(reserve(10, AbortSignal.timeout(10))).rejects.toThrow();
    await expect(reserve(10, AbortSignal.abort())).rejects.toThrow();
    release();
    (await reserve(10))();
  });

  it("A92 takes back the bytes of a request that was stopped", async () => {
    const reserve = createByteBudget({ total: 10, holdMilliseconds: 10 });
    await reserve(10);
    await new Promise((resolve) => setTimeout(resolve, 20));
    (await reserve(10))();
  });

  it("admits a read that is larger than the budget alone", async () => {
    const reserve = createByteBudget(TEN);
    (await reserve(11))();
  });
});
