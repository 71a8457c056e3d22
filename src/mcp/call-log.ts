import { log } from "../log.ts";

/** One line of JSON per call: what, how it went, how long, for which pseudonym. Never arguments, never data. */
export interface CallRecord {
  event: "tool" | "resource" | "prompt" | "completion";
  name: string;
  effect?: string;
  outcome: "ok" | "input" | "scope" | "intervals" | "cancelled" | "bug";
  detail?: string;
  milliseconds: number;
  uid: string;
}

export function logCall({ event, ...fields }: CallRecord): void {
  log.info(event, fields);
}
