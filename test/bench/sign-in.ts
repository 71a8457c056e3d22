import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import type { ConsentForm } from "../local/consent.ts";
import { OAuthClient } from "../local/oauth-client.ts";

/** Signs a user in and returns a function that connects clients with the grant, stateless (`auto`) or in a session. */
export async function signIn(url: string, form: Omit<ConsentForm, "decision">) {
  const authProvider = new OAuthClient({ decision: "approve", preset: "everything", ...form });
  const transport = () => new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { authProvider });
  const unauthorized = transport();
  await new Client({ name: "bench", version: "1" }).connect(unauthorized).catch(() => undefined);
  await unauthorized.finishAuth(authProvider.callbackParams);
  return async (mode: "legacy" | "auto"): Promise<Client> => {
    const client = new Client({ name: "bench", version: "1" }, { versionNegotiation: { mode } });
    await client.connect(transport());
    return client;
  };
}
