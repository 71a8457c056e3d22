import * as z from "zod";

export const TOOLSETS = ["essentials", "everything"] as const;
export type Toolset = (typeof TOOLSETS)[number];

/** What a grant remembers and every token of it carries: no credential, no athlete. */
export const GrantProps = z.object({
  uid: z.string(),
  toolset: z.enum(TOOLSETS),
  /** The name that the app gave itself, as it may be shown. */
  app: z.string().default("an app"),
  /** Seconds: when its code was redeemed. */
  since: z.number().optional(),
});
export type GrantProps = z.output<typeof GrantProps>;

/** The parts of a token of the provider, `uid:grantId:secret`. */
export function partsOfToken(token: string): { uid: string; grantId: string } | undefined {
  const match = /^([A-Za-z0-9_-]{1,64}):([A-Za-z0-9_-]{16}):[A-Za-z0-9_-]{32}$/.exec(token);
  const [, uid, grantId] = match ?? [];
  return uid && grantId ? { uid, grantId } : undefined;
}
