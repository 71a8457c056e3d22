import type { Keyring } from "../config.ts";
import { fromBase64Url, toBase64Url } from "./base64url.ts";

/** What an envelope contains. An envelope of one kind does not open as another. */
export type SealedKind = "credential" | "response" | "event" | "state" | "confirmation" | "file" | "change" | "grant";

/** The user and purpose that an envelope is bound to. */
export interface SealedFor {
  uid: string;
  kind: SealedKind;
}

/** Seals for one user and one kind. */
export interface Sealer {
  seal(plaintext: string): Promise<string>;
  /** @throws VaultError */
  open(envelope: string): Promise<string>;
}

export class VaultError extends Error {
  /** `unknown_key`: this deployment does not have the key, at least not yet. `refused`: the envelope is not genuine. */
  readonly reason: "unknown_key" | "refused";
  constructor(reason: VaultError["reason"], options?: ErrorOptions) {
    super(`vault: ${reason}`, options);
    this.name = "VaultError";
    this.reason = reason;
  }
}

/**
 * Encrypts and authenticates a text: `v1.<key id>.<iv>.<ciphertext>`, AES-256-GCM with a key derived by HKDF-SHA-256 from
 * the active master key and the uid. Version, key id, uid and kind are additional authenticated data.
 */
export async function seal(keyring: Keyring, owner: SealedFor, plaintext: string): Promise<string> {
  const kid = keyring.active;
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await keyFor(keyring, kid, owner.uid);
  const ciphertext = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: additionalData(kid, owner) },
    key,
    new TextEncoder().encode(plaintext),
  );
  return `v1.${kid}.${toBase64Url(iv)}.${toBase64Url(new Uint8Array(ciphertext))}`;
}

/** @throws VaultError if the key is missing, or the envelope was changed or belongs to another user or kind. */
export async function open(
  keyring: Keyring,
  owner: SealedFor,
  envelope: string,
): Promise<{ plaintext: string; sealedWithActiveKey: boolean }> {
  const [version, kid = "", iv = "", ciphertext = "", ...rest] = envelope.split(".");
  if (version !== "v1" || ciphertext === "" || rest.length > 0) throw new VaultError("refused");
  const key = await keyFor(keyring, kid, owner.uid);
  try {
    const plaintext = await crypto.subtle.decrypt(
      { name: "AES-GCM", iv: fromBase64Url(iv), additionalData: additionalData(kid, owner) },
      key,
      fromBase64Url(ciphertext),
    );
    return { plaintext: new TextDecoder().decode(plaintext), sealedWithActiveKey: kid === keyring.active };
  } catch (cause) {
    throw new VaultError("refused", { cause });
  }
}

async function keyFor(keyring: Keyring, kid: string, uid: string): Promise<CryptoKey> {
  const master = keyring.keys.get(kid);
  if (!master) throw new VaultError("unknown_key");
  const material = await crypto.subtle.importKey("raw", master, "HKDF", false, ["deriveKey"]);
  const info = new TextEncoder().encode(`intervals-icu-remote-mcp vault ${uid}`);
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info },
    material,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}

function additionalData(kid: string, { uid, kind }: SealedFor): Uint8Array {
  return new TextEncoder().encode(`v1|${kid}|${uid}|${kind}`);
}
