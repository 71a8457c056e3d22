import type { Account } from "./account/account.ts";
import type { DemoAthlete } from "./demo/demo-athlete.ts";
import type { McpSession } from "./mcp/session.ts";

declare global {
  namespace Cloudflare {
    interface Env {
      PUBLIC_URL: string;
      INTERVALS_API_URL: string;
      DEMO_ATHLETE: string;
      VAULT_KEYS?: string;
      VAULT_ACTIVE?: string;
      UID_PEPPER?: string;
      INTERVALS_OAUTH_CLIENT_ID?: string;
      INTERVALS_OAUTH_CLIENT_SECRET?: string;
      OAUTH_KV: KVNamespace;
      CREDENTIALS: KVNamespace;
      DB: D1Database;
      MCP_SESSION: DurableObjectNamespace<McpSession>;
      ACCOUNT: DurableObjectNamespace<Account>;
      DEMO_ATHLETE_OBJECT: DurableObjectNamespace<DemoAthlete>;
    }
  }
}

export type Env = Cloudflare.Env;
