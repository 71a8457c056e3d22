/**
 * Replaces packages that our libraries import and this Worker never uses: e-mail, an MCP client, object RPC over
 * WebSockets, and a validator that generates code, which Workers forbid. Together they are larger than the rest of the
 * bundle. `alias` in wrangler.jsonc resolves them to this file; using one of its exports throws.
 */
class Unused {
  constructor() {
    throwUnused();
  }
}

/** Constructed when its library loads, but never used. */
class UnusedValidator {
  getValidator = throwUnused;
}

function throwUnused(): never {
  throw new Error("This dependency is excluded from the bundle: see src/shims/unused-dependency.ts");
}

export default Unused;
export {
  throwUnused as createMimeMessage,
  throwUnused as newWebSocketRpcSession,
  throwUnused as validateClientMetadataUrl,
  Unused as Client,
  Unused as SdkHttpError,
  Unused as SSEClientTransport,
  Unused as StreamableHTTPClientTransport,
  UnusedValidator as CfWorkerJsonSchemaValidator,
};
