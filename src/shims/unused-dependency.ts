/**
 * Stands in for packages that our libraries load and this Worker never uses: e-mail, an MCP client, object RPC over
 * WebSockets, and a validator that generates code, which Workers forbid. `alias` in wrangler.jsonc puts it in their
 * place; together they weigh more than the product. Whoever starts to use one of them is told here.
 */
class Absent {
  constructor() {
    absent();
  }
}

/** One of these is made when its library loads; nothing asks it for anything. */
class AbsentValidator {
  getValidator = absent;
}

function absent(): never {
  throw new Error("This part of a library is left out of the Worker: see src/shims/unused-dependency.ts");
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
