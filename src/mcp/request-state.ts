import type { Keyring } from "../config.ts";
import { open, seal, VaultError } from "../crypto/envelope.ts";
import type { McpApi } from "./protocol.ts";
import { INVALID_PARAMS, ProtocolError } from "./protocol-errors.ts";

/** How long a user has to answer. */
const STATE_MINUTES = 10;

export type RequestState = Pick<McpApi, "sealState" | "openState">;

/**
 * Seals what a client carries from one round of a request to the next (`state`) or from a preview to the call that it
 * confirms: only this server can read it, only for this user and this purpose.
 */
export function requestState(vault: Keyring, sealedFor: { uid: string; kind: "state" | "confirmation" }): RequestState {
  return {
    sealState: (state) => seal(vault, sealedFor, JSON.stringify({ state, until: Date.now() + STATE_MINUTES * 60_000 })),

    async openState(sealed) {
      try {
        const { plaintext } = await open(vault, sealedFor, sealed);
        const { state, until } = JSON.parse(plaintext) as { state: string; until: number }; // sealed above
        if (until > Date.now()) return state;
      } catch (error) {
        if (!(error instanceof VaultError)) throw error;
      }
      throw new ProtocolError(INVALID_PARAMS, "Invalid or expired requestState");
    },
  };
}
