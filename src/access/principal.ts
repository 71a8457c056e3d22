import * as z from "zod";

/** Who calls: what the current access token says, never what a session began with. */
export const Caller = z.object({
  uid: z.string(),
  grantId: z.string(),
  clientId: z.string(),
  /** The name that the app gave itself. */
  app: z.string().default("an app"),
  scopes: z.array(z.string()),
  toolset: z.enum(["essentials", "everything"]),
});
export type Caller = z.output<typeof Caller>;
