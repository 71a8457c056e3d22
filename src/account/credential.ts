import * as z from "zod";

const common = {
  /** The athlete whose credential it is. */
  ownerId: z.string(),
  /** The day in UTC on which it was saved. */
  savedOn: z.string().optional(),
};

/** From signing in with Intervals.icu. Valid until it is revoked there or replaced by a newer one. */
export const StoredToken = z.object({
  kind: z.literal("token"),
  token: z.string(),
  /** What the user allows at Intervals.icu, as last reported. */
  scopes: z.array(z.string()),
  /** Milliseconds. */
  issuedAt: z.number(),
  /** When Intervals.icu last changed `scopes`, in milliseconds. */
  scopesAt: z.number().optional(),
  ...common,
});
export type StoredToken = z.output<typeof StoredToken>;

/** A user's credential for Intervals.icu. Stored only in the KV namespace `CREDENTIALS`, sealed. */
export const StoredCredential = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("api_key"), key: z.string(), ...common }),
  StoredToken,
  z.object({ kind: z.literal("demo"), visitor: z.string(), ...common }),
]);
export type StoredCredential = z.output<typeof StoredCredential>;
