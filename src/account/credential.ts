import * as z from "zod";

const common = {
  /** The athlete whose credential it is. */
  ownerId: z.string(),
  /** The athlete that calls are about unless they name another: `0` is the owner. */
  subject: z.string(),
};

/** From signing in with Intervals.icu: it lives until it is ended there or replaced by the next one. */
export const StoredToken = z.object({
  kind: z.literal("token"),
  token: z.string(),
  /** What the person allowed at Intervals.icu, as it was last heard. */
  scopes: z.array(z.string()),
  /** Milliseconds: when it was issued. */
  issuedAt: z.number(),
  ...common,
});
export type StoredToken = z.output<typeof StoredToken>;

/** What a person connected with. It lives sealed in the KV namespace `CREDENTIALS` and nowhere else. */
export const StoredCredential = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("api_key"), key: z.string(), ...common }),
  StoredToken,
  z.object({ kind: z.literal("demo"), visitor: z.string(), ...common }),
]);
export type StoredCredential = z.output<typeof StoredCredential>;
