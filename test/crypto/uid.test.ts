import { expect, it } from "vitest";
import { uidOf } from "../../src/crypto/uid.ts";

it("uidOf separates athletes from demo visitors, and one deployment from another", async () => {
  const uids = await Promise.all([
    uidOf("pepper", "intervals", "i1"),
    uidOf("pepper", "intervals", "i2"),
    uidOf("pepper", "demo", "i1"),
    uidOf("another pepper", "intervals", "i1"),
  ]);
  expect(new Set(uids).size).toBe(4);
  for (const uid of uids) expect(uid).toMatch(/^u[\w-]{26}$/);
  expect(await uidOf("pepper", "intervals", "i1")).toBe(uids[0]);
});
