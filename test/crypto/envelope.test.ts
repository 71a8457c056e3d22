import { describe, expect, it } from "vitest";
import type { Keyring } from "../../src/config.ts";
import { open, type SealedFor, seal, VaultError } from "../../src/crypto/envelope.ts";

const key = (fill: number) => new Uint8Array(32).fill(fill);
const OLD: Keyring = { active: "k1", keys: new Map([["k1", key(1)]]) };
const BOTH: Keyring = {
  active: "k2",
  keys: new Map([
    ["k1", key(1)],
    ["k2", key(2)],
  ]),
};
const NEW: Keyring = { active: "k2", keys: new Map([["k2", key(2)]]) };
const MINE: SealedFor = { uid: "u-alice", kind: "credential" };

const reasonOf = (opening: Promise<unknown>) =>
  opening.then(
    () => "opened",
    (error) => (error instanceof VaultError ? error.reason : error),
  );

describe("an envelope", () => {
  it("decrypts to the plaintext and does not contain it", async () => {
    const envelope = await seal(OLD, MINE, "a secret");
    expect(envelope).toMatch(/^v1\.k1\.[\w-]{16}\.[\w-]+$/);
    expect(envelope).not.toContain("secret");
    expect(await open(OLD, MINE, envelope)).toEqual({ plaintext: "a secret", sealedWithActiveKey: true });
  });

  it("is different each time", async () => {
    expect(await seal(OLD, MINE, "same")).not.toBe(await seal(OLD, MINE, "same"));
  });

  it("A54 cannot be decrypted for another user or as another kind", async () => {
    const envelope = await seal(OLD, MINE, "a secret");
    expect(await reasonOf(open(OLD, { ...MINE, uid: "u-bob" }, envelope))).toBe("refused");
    expect(await reasonOf(open(OLD, { ...MINE, kind: "response" }, envelope))).toBe("refused");
  });

  it("A54 is encrypted with a key that HKDF-SHA-256 derives from the master key and the uid", async () => {
    const [, , iv = "", ciphertext = ""] = (await seal(OLD, MINE, "a secret")).split(".");
    const bytesOf = (text: string) => Uint8Array.fromBase64(text, { alphabet: "base64url" });
    const utf8 = (text: string) => new TextEncoder().encode(text);
    const master = await crypto.subtle.importKey("raw", key(1), "HKDF", false, ["deriveKey"]);
    const info = utf8("intervals-icu-remote-mcp vault u-alice");
    const hkdf = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info };
    const derived = await crypto.subtle.deriveKey(hkdf, master, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
    const algorithm = { name: "AES-GCM", iv: bytesOf(iv), additionalData: utf8("v1|k1|u-alice|credential") };
    const plaintext = await crypto.subtle.decrypt(algorithm, derived, bytesOf(ciphertext));
    expect(new TextDecoder().decode(plaintext)).toBe("a secret");
  });

  it("A54 cannot be decrypted with any single bit flipped", async () => {
    const envelope = await seal(OLD, MINE, "s");
    const [version, kid, iv = "", text = ""] = envelope.split(".");
    const flip = (part: string, bit: number) => {
      const bytes = Uint8Array.fromBase64(part, { alphabet: "base64url" });
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return bytes.toBase64({ alphabet: "base64url", omitPadding: true });
    };
    const changed = [
      ...Array.from({ length: 96 }, (_, bit) => [version, kid, flip(iv, bit), text].join(".")),
      ...Array.from({ length: 17 * 8 }, (_, bit) => [version, kid, iv, flip(text, bit)].join(".")),
    ];
    for (const one of changed) expect(await reasonOf(open(OLD, MINE, one))).toBe("refused");
  });

  it.each(["", "v1", "v2.k1.AAAA.AAAA", "v1.k1.!!.!!", "v1.k1.AAAA.AAAA.AAAA", "{}"])(
    "is rejected when it is %j",
    async (text) => {
      expect(await reasonOf(open(OLD, MINE, text))).toBe("refused");
    },
  );

  it("is rejected with another key id", async () => {
    const envelope = await seal(BOTH, MINE, "x");
    expect(await reasonOf(open(BOTH, MINE, envelope.replace(".k2.", ".k1.")))).toBe("refused");
  });
});

describe("a new master key", () => {
  it("decrypts envelopes of the old key and asks to encrypt them again", async () => {
    const envelope = await seal(OLD, MINE, "x");
    expect(await open(BOTH, MINE, envelope)).toEqual({ plaintext: "x", sealedWithActiveKey: false });
  });

  it("A54 that is not deployed yet is reported as an unknown key, not as tampering", async () => {
    expect(await reasonOf(open(OLD, MINE, await seal(NEW, MINE, "x")))).toBe("unknown_key");
  });
});
