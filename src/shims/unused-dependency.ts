/**
 * Replaces packages that our libraries import and this Worker never uses: e-mail, an MCP client, object RPC over
 * WebSockets, and a validator that generates code, which Workers forbid. Together they are larger than the rest of the
 * bundle. `alias` in wrangler.jsonc resolves them to this file; using one of its exports throws.
 */
class Absent {
  constructor() {
    absent();
  }
}

/** Constructed when its library loads, but never used. */
class AbsentValidator {
  getValidator = absent;
}

function absent(): never {
  throw new Error("This dependency is excluded from the bundle: see src/shims/unused-dependency.ts");
}

export default Absent;
export {
  Absent as Client,
  Absent as SdkHttpError,
  Absent as SSEClientTransport,
  Absent as StreamableHTTPClientTransport,
  AbsentValidator as CfWorkerJsonSchemaValidator,
  absent as createMimeMessage,
  absent as newWebSocketRpcSession,
  absent as validateClientMetadataUrl,
};
