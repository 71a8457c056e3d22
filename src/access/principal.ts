import * as z from "zod";
import { ALL_SCOPES } from "./scopes.ts";

/** Who calls: what the current access token says, never what a session began with. */
export const Principal = z.object({
  uid: z.string(),
  grantId: z.string(),
  clientId: z.string(),
  /** The name that the app gave itself. */
  app: z.string().default("an app"),
  scopes: z.array(z.enum(ALL_SCOPES)),
  toolset: z.enum(["essentials", "everything"]),
});
export type Principal = z.output<typeof Principal>;
