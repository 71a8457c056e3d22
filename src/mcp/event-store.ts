import { DurableObjectEventStore } from "agents/mcp";
import type { Keyring } from "../config.ts";
import { open, seal } from "../crypto/envelope.ts";

export interface EventStoreOptions {
  storage: DurableObjectStorage;
  vault: () => Keyring;
  uid: string;
  /** Whether a client is connected to this stream at the moment. */
  isConnected: (streamId: string) => boolean;
  /** Schedules a call of `deleteStream`. */
  deleteLater: (streamId: string) => Promise<unknown>;
}

/** Stores messages for clients that lost their connection, encrypted like everything that is stored. */
export class SealedEventStore extends DurableObjectEventStore {
  readonly #isConnected: EventStoreOptions["isConnected"];
  readonly #deleteLater: EventStoreOptions["deleteLater"];

  constructor({ storage, vault, uid, isConnected, deleteLater }: EventStoreOptions) {
    super(sealed(storage, vault, uid));
    this.#isConnected = isConnected;
    this.#deleteLater = deleteLater;
  }

  /** Called after the last message of a stream, also if no client received it: then it stays stored for a while. */
  override async clearStream(streamId: string): Promise<void> {
    if (this.#isConnected(streamId)) await this.deleteStream(streamId);
    else await this.#deleteLater(streamId);
  }

  deleteStream(streamId: string): Promise<void> {
    return super.clearStream(streamId);
  }
}

function sealed(storage: DurableObjectStorage, vault: () => Keyring, uid: string): DurableObjectStorage {
  const sealedFor = { uid, kind: "event" } as const;
  const used = {
    put: async (key: string, message: unknown) =>
      storage.put(key, await seal(vault(), sealedFor, JSON.stringify(message))),
    delete: (keys: string[]) => storage.delete(keys),
    list: async (options: DurableObjectListOptions) => {
      const rows = await storage.list<string>(options);
      const opened = [...rows].map(async ([key, envelope]) => {
        const { plaintext } = await open(vault(), sealedFor, envelope);
        return [key, JSON.parse(plaintext)] as const;
      });
      return new Map(await Promise.all(opened));
    },
  };
  // The event store uses only these three methods.
  return used as unknown as DurableObjectStorage;
}
