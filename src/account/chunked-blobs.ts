import type { Keyring } from "../config.ts";
import { open, type SealedFor, seal } from "../crypto/envelope.ts";

/** D1 limits rows to 2 MB. A chunk is base64-encoded twice, here and in its envelope: 1 MB becomes 1.8 MB. */
const CHUNK_BYTES = 1_000_000;
const MAX_CHUNKS = 1_000;

type Name = "file" | "record";

/** Content too large for a row of the change log, stored as sealed chunks. */
export class ChunkedBlobs {
  readonly #db: D1Database;
  readonly #keyring: Keyring;
  readonly #owner: SealedFor;

  constructor(db: D1Database, keyring: Keyring, owner: SealedFor) {
    this.#db = db;
    this.#keyring = keyring;
    this.#owner = owner;
  }

  /** Writes chunk by chunk, so that a file is held in memory only once. */
  async save(changeId: string, name: Name, content: Blob): Promise<void> {
    for (let chunk = 0; chunk * CHUNK_BYTES < content.size; chunk++) {
      const bytes = await content.slice(chunk * CHUNK_BYTES, (chunk + 1) * CHUNK_BYTES).bytes();
      const sealed = await seal(this.#keyring, this.#owner, bytes.toBase64());
      await this.#db
        .prepare("INSERT INTO change_attachments VALUES (?, ?, ?, ?)")
        .bind(changeId, name, chunk, sealed)
        .run();
    }
  }

  async has(changeId: string, name: Name): Promise<boolean> {
    const [chunk] = await this.#chunks(changeId, name, 1);
    return chunk !== undefined;
  }

  async read(changeId: string, name: Name): Promise<Blob> {
    const chunks = await this.#chunks(changeId, name, MAX_CHUNKS);
    const texts = chunks.map(async ({ sealed }) => (await open(this.#keyring, this.#owner, sealed)).plaintext);
    return new Blob((await Promise.all(texts)).map((text) => Uint8Array.fromBase64(text)));
  }

  async #chunks(changeId: string, name: Name, limit: number): Promise<{ sealed: string }[]> {
    const { results } = await this.#db
      .prepare("SELECT sealed FROM change_attachments WHERE change_id = ? AND name = ? ORDER BY chunk LIMIT ?")
      .bind(changeId, name, limit)
      .all<{ sealed: string }>();
    return results;
  }
}
