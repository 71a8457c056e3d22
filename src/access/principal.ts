import * as z from "zod";
import { ALL_SCOPES } from "./scopes.ts";

/** Who makes a request, according to its own access token; never taken from the start of a session. */
export const Principal = z.object({
  uid: z.string(),
  grantId: z.string(),
  clientId: z.string(),
  /** The name that the app chose for itself. */
  app: z.string().default("an app"),
  scopes: z.array(z.enum(ALL_SCOPES)),
  /** The athlete that calls are about unless they name another: `0` is the owner of the credential. */
  athlete: z.string(),
  toolset: z.enum(["essentials", "everything"]),
});
export type Principal = z.output<typeof Principal>;
