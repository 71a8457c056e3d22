import { DurableObjectEventStore } from "agents/mcp";
import type { Keyring } from "../config.ts";
import { open, seal } from "../crypto/envelope.ts";

export interface EventStoreOptions {
  storage: DurableObjectStorage;
  vault: () => Keyring;
  uid: string;
  /** Whether a host is connected to this stream at the moment. */
  isHeard: (streamId: string) => boolean;
  /** Arranges that `forget` is called for this stream some time from now. */
  forgetLater: (streamId: string) => Promise<unknown>;
}

/** Here answers wait for hosts that lost their connection. They are sealed like everything that is stored. */
export class SealedEventStore extends DurableObjectEventStore {
  readonly #isHeard: EventStoreOptions["isHeard"];
  readonly #forgetLater: EventStoreOptions["forgetLater"];

  constructor({ storage, vault, uid, isHeard, forgetLater }: EventStoreOptions) {
    super(sealed(storage, vault, uid));
    this.#isHeard = isHeard;
    this.#forgetLater = forgetLater;
  }

  /** Called after the last answer of a stream was sent, even if there was nobody to send it to: then it must wait. */
  override async clearStream(streamId: string): Promise<void> {
    if (this.#isHeard(streamId)) await this.forget(streamId);
    else await this.#forgetLater(streamId);
  }

  forget(streamId: string): Promise<void> {
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
  // The event store uses these three and no others.
  return used as unknown as DurableObjectStorage;
}
