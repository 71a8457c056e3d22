/** Names of the log events. Alerts and queries depend on them (docs/operations.md), so they do not change. */
export type LogEvent =
  | "tool"
  | "resource"
  | "prompt"
  | "completion"
  | "oauth_error"
  | "protocol_error"
  | "sign_in_refused"
  | "scopes_changed"
  | "token_revocation_failed"
  | "credential_refused"
  | "change_left_pending"
  | "login_throttle_failed"
  | "account_index_failed"
  | "unexpected_error";

/** One line of JSON per event. Never credentials, arguments or training data; users appear as their uid. */
export const log = {
  info(event: LogEvent, fields: object): void {
    console.log(JSON.stringify({ event, ...fields }));
  },
  warn(event: LogEvent, fields: object): void {
    console.warn(JSON.stringify({ event, ...fields }));
  },
  error(event: LogEvent, fields: object): void {
    console.error(JSON.stringify({ event, ...fields }));
  },
  /** An error that no code handles: a bug, with its stack. */
  exception(error: unknown): void {
    log.error("unexpected_error", describe(error));
  },
};

function describe(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  return { name, message, stack, ...(cause !== undefined && { cause: describe(cause) }) };
}
