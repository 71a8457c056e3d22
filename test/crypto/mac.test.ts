import { describe, expect, it } from "vitest";
import { isSameSecret, mac } from "../../src/crypto/mac.ts";
import { uidOf } from "../../src/crypto/uid.ts";

describe("mac", () => {
  it("is HMAC-SHA-256 in base64url", async () => {
    // RFC 4231, test case 2
    const expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    const bytes = Uint8Array.fromBase64(await mac("Jefe", "what do ya want for nothing?"), { alphabet: "base64url" });
    expect(bytes.toHex()).toBe(expected);
  });
});

describe("isSameSecret", () => {
  it("accepts only the same text, whatever the lengths", async () => {
    expect(await isSameSecret("a secret", "a secret")).toBe(true);
    for (const other of ["", "a", "a secre", "a secret ", "A secret"]) {
      expect(await isSameSecret(other, "a secret")).toBe(false);
    }
  });
});

describe("uidOf", () => {
  it("depends on the pepper, the realm and the owner, and has no colon", async () => {
    const uid = await uidOf("pepper", "intervals", "i1");
    expect(uid).toMatch(/^u[A-Za-z0-9_-]{26}$/);
    const others = [
      await uidOf("another", "intervals", "i1"),
      await uidOf("pepper", "demo", "i1"),
      await uidOf("pepper", "intervals", "i2"),
    ];
    expect(others).not.toContain(uid);
  });
});
