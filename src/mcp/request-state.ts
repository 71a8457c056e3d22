import type { Keyring } from "../config.ts";
import { open, seal, VaultError } from "../crypto/envelope.ts";
import { INVALID_PARAMS, type McpApi, ProtocolError } from "./protocol.ts";

/** Minutes that a person may take to answer before a sealed state is worth nothing. */
const STATE_MINUTES = 10;

/** What a host carries from one round of questions to the next: readable and valid for one person, and not for long. */
export function requestState(vault: Keyring, uid: string): Pick<McpApi, "sealState" | "openState"> {
  const sealedFor = { uid, kind: "state" } as const;
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
