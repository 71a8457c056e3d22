import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import type { ConsentForm } from "../local/consent.ts";
import { SignIn } from "../local/sign-in.ts";

/** Signs somebody in; the answer connects clients of either era with what was granted. */
export async function signIn(url: string, choice: Omit<ConsentForm, "decision">) {
  const authProvider = new SignIn({ decision: "approve", preset: "everything", ...choice });
  const transport = () => new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { authProvider });
  const waiting = transport();
  await new Client({ name: "bench", version: "1" }).connect(waiting).catch(() => undefined);
  await waiting.finishAuth(authProvider.arrivedAt?.searchParams ?? new URLSearchParams());
  return async (mode: "legacy" | "auto"): Promise<Client> => {
    const client = new Client({ name: "bench", version: "1" }, { versionNegotiation: { mode } });
    await client.connect(transport());
    return client;
  };
}
