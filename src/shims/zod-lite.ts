/**
 * zod without the error messages in fifty languages, which the name `z` of the package itself drags along. `alias` in
 * wrangler.jsonc puts it in the package's place for libraries that import `z`; we import the names one by one.
 */
import { fromJSONSchema, number, object, enum as oneOf, string } from "zod/v4";

export * from "zod/v4";
export const z = { enum: oneOf, fromJSONSchema, number, object, string };
