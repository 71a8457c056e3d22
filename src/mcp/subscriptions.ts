import { INVALID_PARAMS, ProtocolError } from "./protocol-errors.ts";

/** The resources that the client of a session subscribed to. */
export interface Subscriptions {
  /** @throws ProtocolError above the limit */
  add(uri: string): void;
  delete(uri: string): void;
  has(uri: string): boolean;
}

/** Our choice: far more than a person has open. */
const MAX_SUBSCRIPTIONS = 100;

const PREFIX = "subscription:";

/** Synchronous, so that subscriptions of one batch are counted one after the other. */
export const storedSubscriptions = ({ kv }: DurableObjectStorage): Subscriptions => ({
  add(uri) {
    const stored = [...kv.list({ prefix: PREFIX, limit: MAX_SUBSCRIPTIONS })];
    if (stored.length >= MAX_SUBSCRIPTIONS && kv.get(PREFIX + uri) === undefined) {
      throw new ProtocolError(
        INVALID_PARAMS,
        `A session may have at most ${MAX_SUBSCRIPTIONS} subscriptions. Unsubscribe from a resource first.`,
      );
    }
    kv.put(PREFIX + uri, true);
  },
  delete: (uri) => void kv.delete(PREFIX + uri),
  has: (uri) => kv.get(PREFIX + uri) !== undefined,
});
