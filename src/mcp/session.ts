import type { Server } from "@modelcontextprotocol/sdk/server/index.js";
import type { Connection, ConnectionContext } from "agents";
import { McpAgent } from "agents/mcp";
import { Principal } from "../access/principal.ts";
import { configOf } from "../config.ts";
import { SealedEventStore } from "./event-store.ts";
import { createMcpApi } from "./mcp-api.ts";
import type { McpApi } from "./protocol.ts";
import { INSTRUCTIONS, SERVER_INFO } from "./server-info.ts";
import { createSessionServer, type SessionRequestExtra } from "./session-server.ts";

/** Set by our Worker alone, which removes it from what comes in: the caller as the current token describes it. */
export const PRINCIPAL_HEADER = "x-principal";

/** All that a session keeps about a person. */
export type SessionProps = { uid: string };

/** Sessions that nobody uses for this long end themselves. */
const IDLE_SECONDS = 7 * 86_400;

/** A host that lost its connection comes back after this long, and finds its answer for as long as that. */
const RETRY_MILLISECONDS = 1000;
const UNHEARD_SECONDS = 10 * 60;

/** Before the addresses of resources that the host subscribed to. */
const WATCHED = "watched:";

/** One session of a host that opens with `initialize`. It belongs to the uid it began with. */
export class McpSession extends McpAgent<Env, unknown, SessionProps> {
  server: Server = createSessionServer({
    serverInfo: { info: SERVER_INFO, instructions: INSTRUCTIONS },
    apiFor: (extra) => this.apiFor(this.principalOf(extra)),
    keepAlive: (wait) => this.keepAliveWhile(wait),
    subscriptions: {
      add: (uri) => this.ctx.storage.put(WATCHED + uri, true),
      delete: (uri) => this.ctx.storage.delete(WATCHED + uri),
      has: async (uri) => (await this.ctx.storage.get(WATCHED + uri)) === true,
    },
  });

  private usedAt = 0;

  protected apiFor(caller: Principal): McpApi {
    return createMcpApi(this.env, caller);
  }

  async init(): Promise<void> {
    await this.schedule(IDLE_SECONDS, "endIfIdle", {}, { idempotent: true });
  }

  /** Called by the schedule. */
  async endIfIdle(): Promise<void> {
    const usedAt = (await this.ctx.storage.get<number>("used_at")) ?? 0;
    const left = Math.ceil((usedAt - Date.now()) / 1000) + IDLE_SECONDS;
    if (left <= 0) {
      if (this.props) await this.env.ACCOUNT.getByName(this.props.uid).removeSession(this.name);
      await this.destroy();
    } else await this.schedule(left, "endIfIdle", {});
  }

  /** Remembers that the session is in use, to the hour. */
  private touch(): void {
    const now = Date.now();
    if (now - this.usedAt < 3_600_000) return;
    this.usedAt = now;
    this.ctx.waitUntil(this.ctx.storage.put("used_at", now));
  }

  override getEventStore(): SealedEventStore {
    return new SealedEventStore({
      storage: this.ctx.storage,
      vault: () => configOf(this.env).vault,
      uid: this.props?.uid ?? "",
      isHeard: (streamId) =>
        [...this.getConnections<{ streamId?: string }>()].some(({ state }) => state?.streamId === streamId),
      forgetLater: (streamId) => this.schedule(UNHEARD_SECONDS, "forgetStream", streamId),
    });
  }

  /** Called by the schedule. */
  async forgetStream(streamId: string): Promise<void> {
    await this.getEventStore().forget(streamId);
  }

  /**
   * A host can come back to a stream that broke if it has an event id: here it gets one before the first message. Hosts
   * of older versions would take the empty event for a message.
   */
  override async onConnect(connection: Connection, context: ConnectionContext): Promise<void> {
    const { headers } = context.request;
    if (headers.get("cf-mcp-method") === "POST" && (headers.get("mcp-protocol-version") ?? "") >= "2025-11-25") {
      const event = `id: ${connection.id}:${"0".repeat(16)}\nretry: ${RETRY_MILLISECONDS}\ndata: \n\n`;
      connection.send(JSON.stringify({ type: "cf_mcp_agent_event", event }));
    }
    await super.onConnect(connection, context);
  }

  private principalOf(extra: SessionRequestExtra): Principal {
    const header = extra.requestInfo?.headers[PRINCIPAL_HEADER];
    const caller = Principal.parse(JSON.parse(typeof header === "string" ? header : "null"));
    if (caller.uid !== this.props?.uid) throw new Error("a session was reached by somebody else");
    this.touch();
    return caller;
  }
}
