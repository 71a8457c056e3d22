import * as z from "zod";

export const TOOLSETS = ["essentials", "everything"] as const;
export type Toolset = (typeof TOOLSETS)[number];

/** Stored with a grant and available to every request with one of its tokens. Holds no credential. */
export const GrantProps = z.object({
  uid: z.string(),
  toolset: z.enum(TOOLSETS),
  /** The athlete that calls are about unless they name another: `0` is the owner of the credential. */
  athlete: z.string(),
  /** The name that the app gave itself, safe to show. */
  app: z.string().default("an app"),
  /** When the code was redeemed, in seconds. */
  since: z.number().optional(),
});
export type GrantProps = z.output<typeof GrantProps>;

/** Stored beside a grant in plain text, for the account page. */
export const GrantMetadata = z.object({
  clientName: z.string(),
  /** The id of the grant's athlete as an envelope of the kind `grant`. Absent for the owner of the credential. */
  athlete: z.string().optional(),
});
export type GrantMetadata = z.output<typeof GrantMetadata>;

/** The parts of one of the provider's tokens, `uid:grantId:secret`. */
export function parseToken(token: string): { uid: string; grantId: string } | undefined {
  const match = /^([A-Za-z0-9_-]{1,64}):([A-Za-z0-9_-]{16}):[A-Za-z0-9_-]{32}$/.exec(token);
  const [, uid, grantId] = match ?? [];
  return uid && grantId ? { uid, grantId } : undefined;
}
