import { log } from "../log.ts";
import type { InputRequest } from "./protocol.ts";

export const INVALID_PARAMS = -32602;
export const INTERNAL_ERROR = -32603;

/** An error of the protocol itself, such as an unknown name. A tool that fails returns a result with `isError` instead. */
export class ProtocolError extends Error {
  readonly code: number;
  readonly data: unknown;
  constructor(code: number, message: string, data?: unknown) {
    super(message);
    this.name = "ProtocolError";
    this.code = code;
    this.data = data;
  }
}

/** Thrown by `requestInput` in the stateless era and caught by its adapter, which answers `input_required`. */
export class InputRequired extends Error {
  readonly requests: Record<string, InputRequest>;
  constructor(requests: Record<string, InputRequest>) {
    super("the client must answer first");
    this.name = "InputRequired";
    this.requests = requests;
  }
}

/** The error to send to a client. Anything but a ProtocolError is a bug: it is logged, and its text is not sent. */
export function toProtocolError(error: unknown): ProtocolError {
  if (error instanceof ProtocolError) return error;
  log.exception(error);
  return new ProtocolError(
    INTERNAL_ERROR,
    "Something went wrong on this server. The error has been logged; try again.",
  );
}

/** Logs that the SDK rejected a request, without its content. */
export function logRejectedRequest(error: unknown): void {
  log.warn("protocol_error", { error: error instanceof Error ? error.name : "unknown" });
}
