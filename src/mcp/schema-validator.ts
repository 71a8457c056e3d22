import { CfWorkerJsonSchemaValidator } from "@modelcontextprotocol/sdk/validation/cfworker-provider.js";

/** The SDK's default validator compiles schemas to code, which Workers forbid. */
export const jsonSchemaValidator = new CfWorkerJsonSchemaValidator();
