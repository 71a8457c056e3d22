import type { Keyring } from "../config.ts";
import { open, type SealedFor, seal } from "../crypto/envelope.ts";
import type { AttachmentPart } from "./change-rows.ts";

/** Durable Objects limit rows to 2 MB. A part is base64-encoded twice, here and in its envelope: it becomes 0.9 MB. */
const PART_BYTES = 500_000;

/** Seals and opens what is too large for a row of the change log: compressed, in parts. */
export class ChangeAttachments {
  readonly #keyring: Keyring;
  readonly #owner: SealedFor;

  constructor(keyring: Keyring, owner: SealedFor) {
    this.#keyring = keyring;
    this.#owner = owner;
  }

  /** Seals part by part, so that only the content itself is held in memory whole. */
  async *seal(attachment: Pick<AttachmentPart, "changeId" | "name">, content: Blob): AsyncGenerator<AttachmentPart> {
    const compressed = await new Response(content.stream().pipeThrough(new CompressionStream("gzip"))).blob();
    for (let part = 0; part * PART_BYTES < compressed.size; part++) {
      const bytes = await compressed.slice(part * PART_BYTES, (part + 1) * PART_BYTES).bytes();
      yield { ...attachment, part, sealed: await seal(this.#keyring, this.#owner, bytes.toBase64()) };
    }
  }

  /** @throws VaultError */
  async open(parts: readonly string[]): Promise<Blob> {
    const texts = await Promise.all(parts.map((sealed) => open(this.#keyring, this.#owner, sealed)));
    const compressed = new Blob(texts.map(({ plaintext }) => Uint8Array.fromBase64(plaintext)));
    return new Response(compressed.stream().pipeThrough(new DecompressionStream("gzip"))).blob();
  }
}
