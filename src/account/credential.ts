import * as z from "zod";

const common = {
  /** The athlete whose credential it is. */
  ownerId: z.string(),
  /** The athlete that calls are about unless they name another: `0` is the owner. */
  subject: z.string(),
};

/** What a person connected with. It lives sealed in the KV namespace `CREDENTIALS` and nowhere else. */
export const StoredCredential = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("api_key"), key: z.string(), ...common }),
  z.object({ kind: z.literal("demo"), visitor: z.string(), ...common }),
]);
export type StoredCredential = z.output<typeof StoredCredential>;
