import { log } from "../log.ts";
import { INTERNAL_ERROR, ProtocolError } from "./protocol.ts";

/**
 * What leaves through the protocol when something failed outside a tool: our own protocol errors as they are, and for
 * everything else a sentence without names, paths or stacks. The error itself goes to the log.
 */
export function reportBug(error: unknown): Error {
  if (error instanceof ProtocolError) return error;
  log.exception(error);
  return new ProtocolError(INTERNAL_ERROR, "Something went wrong on this server. It has been noted; try again.");
}

/** What a host sent wrong is its own affair: the log says that it happened, not what was in it. */
export function noteRefusal(error: unknown): void {
  log.warn("protocol_error", { error: error instanceof Error ? error.name : "unknown" });
}
