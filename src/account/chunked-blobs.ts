import type { Keyring } from "../config.ts";
import { open, type SealedFor, seal } from "../crypto/envelope.ts";

/** D1 takes rows of 2 MB; base64 and the envelope add four ninths. */
const PART_BYTES = 1_000_000;

type Name = "file" | "record";

/** What is too large for a line of the journal, sealed in parts. */
export class KeptParts {
  readonly #db: D1Database;
  readonly #keyring: Keyring;
  readonly #for: SealedFor;

  constructor(db: D1Database, keyring: Keyring, sealedFor: SealedFor) {
    this.#db = db;
    this.#keyring = keyring;
    this.#for = sealedFor;
  }

  /** One part after the other: a file is held in memory once. */
  async keep(changeId: string, name: Name, content: Blob): Promise<void> {
    for (let part = 0; part * PART_BYTES < content.size; part++) {
      const bytes = await content.slice(part * PART_BYTES, (part + 1) * PART_BYTES).bytes();
      const sealed = await seal(this.#keyring, this.#for, bytes.toBase64());
      await this.#db.prepare("INSERT INTO kept_parts VALUES (?, ?, ?, ?)").bind(changeId, name, part, sealed).run();
    }
  }

  async has(changeId: string, name: Name): Promise<boolean> {
    const [part] = await this.#parts(changeId, name, 1);
    return part !== undefined;
  }

  async read(changeId: string, name: Name): Promise<Blob> {
    const parts = await this.#parts(changeId, name, 1000);
    const texts = parts.map(async ({ sealed }) => (await open(this.#keyring, this.#for, sealed)).plaintext);
    return new Blob((await Promise.all(texts)).map((text) => Uint8Array.fromBase64(text)));
  }

  async #parts(changeId: string, name: Name, limit: number): Promise<{ sealed: string }[]> {
    const { results } = await this.#db
      .prepare("SELECT sealed FROM kept_parts WHERE change_id = ? AND name = ? ORDER BY part LIMIT ?")
      .bind(changeId, name, limit)
      .all<{ sealed: string }>();
    return results;
  }
}
