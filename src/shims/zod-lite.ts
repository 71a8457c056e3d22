/**
 * zod without its error messages in fifty languages, which importing `z` from the package would bundle. `alias` in
 * wrangler.jsonc resolves the package to this file for libraries that import `z`; our own code imports single names.
 */
import { fromJSONSchema, number, object, enum as oneOf, string } from "zod/v4";

export * from "zod/v4";
export const z = { enum: oneOf, fromJSONSchema, number, object, string };
