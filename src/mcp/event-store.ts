import type { JSONRPCMessage } from "@modelcontextprotocol/sdk/types.js";
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

/** Names that the library gives to stored events, and to the stream that a client opens with GET. */
const EVENT_PREFIX = "__mcp_event__:";
const STANDING_STREAM = "_GET_stream";

/** How many messages of the standing stream are stored. Our choice: more than a client misses while it reconnects. */
const MAX_STANDING_EVENTS = 100;

/** Stores messages for clients that lost their connection, encrypted like everything that is stored. */
export class SealedEventStore extends DurableObjectEventStore {
  readonly #storage: DurableObjectStorage;
  readonly #isConnected: EventStoreOptions["isConnected"];
  readonly #deleteLater: EventStoreOptions["deleteLater"];

  constructor({ storage, vault, uid, isConnected, deleteLater }: EventStoreOptions) {
    super(sealed(storage, vault, uid));
    this.#storage = storage;
    this.#isConnected = isConnected;
    this.#deleteLater = deleteLater;
  }

  /** Stores a message. Of the standing stream, which never ends, the latest remain. */
  override async storeEvent(streamId: string, message: JSONRPCMessage): Promise<string> {
    const eventId = await super.storeEvent(streamId, message);
    if (streamId !== STANDING_STREAM) return eventId;
    const number = Number.parseInt(eventId.slice(streamId.length + 1), 16);
    const outdated = (number - MAX_STANDING_EVENTS).toString(16).padStart(16, "0");
    if (number > MAX_STANDING_EVENTS) await this.#storage.delete([`${EVENT_PREFIX}${streamId}:${outdated}`]);
    return eventId;
  }

  /** Whether messages of this stream are stored. */
  async hasEvents(streamId: string): Promise<boolean> {
    return (await this.#storage.list({ prefix: `${EVENT_PREFIX}${streamId}:`, limit: 1 })).size > 0;
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
