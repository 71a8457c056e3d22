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

function absent(): never {
  throw new Error("This part of a library is left out of the Worker: see src/absent.ts");
}

export default Absent;
export {
  Absent as CfWorkerJsonSchemaValidator,
  Absent as Client,
  Absent as SdkHttpError,
  Absent as SSEClientTransport,
  Absent as StreamableHTTPClientTransport,
  absent as createMimeMessage,
  absent as newWebSocketRpcSession,
  absent as validateClientMetadataUrl,
};
