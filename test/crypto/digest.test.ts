import { describe, expect, it } from "vitest";
import { digestOf, sha256 } from "../../src/crypto/digest.ts";

describe("digestOf", () => {
  it("does not depend on the order of fields, at any depth", async () => {
    expect(await digestOf([{ b: { y: 1, x: [2] }, a: "text" }])).toBe(
      await digestOf([{ a: "text", b: { x: [2], y: 1 } }]),
    );
  });

  it("ignores undefined fields and distinguishes null", async () => {
    expect(await digestOf({ a: 1, b: undefined })).toBe(await digestOf({ a: 1 }));
    expect(await digestOf({ a: 1, b: null })).not.toBe(await digestOf({ a: 1 }));
  });

  it("distinguishes values, types, nesting and the order of arrays", async () => {
    const contents = [1, "1", [1], { a: 1 }, { a: "1" }, [1, 2], [2, 1], [[1], 2], "[1,2]", { "a,b": 1 }];
    expect(new Set(await Promise.all(contents.map(digestOf))).size).toBe(contents.length);
  });

  it("rejects values that are not plain JSON, because it would ignore their content", async () => {
    for (const content of [new Map([["a", 1]]), new Set([1]), new Date(0)]) {
      await expect(digestOf({ content })).rejects.toThrow("only plain JSON");
    }
  });
});

describe("sha256", () => {
  it("is the published digest in base64url", async () => {
    // FIPS 180-2, appendix B.1
    const expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    expect(Uint8Array.fromBase64(await sha256("abc"), { alphabet: "base64url" }).toHex()).toBe(expected);
  });
});
