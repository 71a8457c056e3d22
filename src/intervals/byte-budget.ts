import { withSignal } from "../bounded-body.ts";

/** Waits until this many bytes are free. The result gives them back. */
export type Reserve = (bytes: number, signal?: AbortSignal) => Promise<() => void>;

export interface ByteBudget {
  total: number;
  /** A reservation ends by itself after this time: the runtime may stop a request without running its `finally`. */
  holdMilliseconds: number;
}

interface Reservation {
  bytes: number;
  expiresAt: number;
}

/** Lets large reads wait for each other, first come, first served. */
export function createByteBudget({ total, holdMilliseconds }: ByteBudget): Reserve {
  const held = new Set<Reservation>();
  const queue: { bytes: number; admit: (reservation: Reservation) => void }[] = [];

  function freeBytes(): number {
    let free = total;
    for (const reservation of held) {
      if (reservation.expiresAt <= Date.now()) held.delete(reservation);
      else free -= reservation.bytes;
    }
    return free;
  }

  function admitNext(): void {
    for (let next = queue[0]; next && next.bytes <= freeBytes(); next = queue[0]) {
      queue.shift();
      const reservation = { bytes: next.bytes, expiresAt: Date.now() + holdMilliseconds };
      held.add(reservation);
      next.admit(reservation);
    }
  }

  function giveBack(reservation: Reservation): void {
    held.delete(reservation);
    admitNext();
  }

  return async (wanted, signal) => {
    const { promise, resolve: admit } = Promise.withResolvers<Reservation>();
    const waiting = { bytes: Math.min(wanted, total), admit };
    queue.push(waiting);
    admitNext();
    try {
      const reservation = await (signal ? withSignal(promise, signal) : promise);
      return () => giveBack(reservation);
    } catch (error) {
      const position = queue.indexOf(waiting);
      if (position !== -1) queue.splice(position, 1);
      else giveBack(await promise);
      admitNext();
      throw error;
    }
  };
}
