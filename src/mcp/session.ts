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
import { storedSubscriptions } from "./subscriptions.ts";

/** The principal of the current token, as JSON. Set by the Worker, which does not forward this header from clients. */
export const PRINCIPAL_HEADER = "x-principal";

/** Everything that a session stores about the user. */
export type SessionProps = { uid: string };

/** Sessions delete themselves after this long without use. */
const IDLE_SECONDS = 7 * 86_400;

/** How long a disconnected client waits before it reconnects, and how long undelivered messages are stored for it. */
const RETRY_MILLISECONDS = 1000;
const UNDELIVERED_SECONDS = 10 * 60;

/** The stream within an event id: the name of a connection, or that of the standing stream. */
const STREAM_OF_EVENT = /^([\w-]{1,64}):[0-9a-f]{16}$/;

/** The session that a client opened with `initialize`. It belongs to the uid that opened it. */
export class McpSession extends McpAgent<Env, unknown, SessionProps> {
  server: Server = createSessionServer({
    serverInfo: { info: SERVER_INFO, instructions: INSTRUCTIONS },
    apiFor: (extra) => this.apiFor(this.principalOf(extra)),
    keepAlive: (wait) => this.keepAliveWhile(wait),
    subscriptions: storedSubscriptions(this.ctx.storage),
  });

  private usedAt = 0;

  protected apiFor(principal: Principal): McpApi {
    return createMcpApi(this.env, principal);
  }

  async init(): Promise<void> {
    await this.schedule(IDLE_SECONDS, "endIfIdle", {}, { idempotent: true });
  }

  /** Called by the schedule. */
  async endIfIdle(): Promise<void> {
    const usedAt = (await this.ctx.storage.get<number>("used_at")) ?? 0;
    const secondsLeft = Math.ceil((usedAt - Date.now()) / 1000) + IDLE_SECONDS;
    if (secondsLeft <= 0) {
      if (this.props) await this.env.ACCOUNT.getByName(this.props.uid).removeSession(this.name);
      await this.destroy();
    } else await this.schedule(secondsLeft, "endIfIdle", {});
  }

  /** Stores when the session was last used, to the hour. */
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
      isConnected: (streamId) =>
        [...this.getConnections<{ streamId?: string }>()].some(({ state }) => state?.streamId === streamId),
      deleteLater: (streamId) => this.schedule(UNDELIVERED_SECONDS, "deleteStream", streamId),
    });
  }

  /** Called by the schedule. */
  async deleteStream(streamId: string): Promise<void> {
    await this.getEventStore().deleteStream(streamId);
  }

  /**
   * A client can resume a broken stream only if it has received an event id, so it gets one before the first message.
   * Clients of older versions would take the empty event for a message.
   */
  override async onConnect(connection: Connection, context: ConnectionContext): Promise<void> {
    const { headers } = context.request;
    if (headers.get("cf-mcp-method") === "POST" && (headers.get("mcp-protocol-version") ?? "") >= "2025-11-25") {
      const event = `id: ${connection.id}:${"0".repeat(16)}\nretry: ${RETRY_MILLISECONDS}\ndata: \n\n`;
      connection.send(JSON.stringify({ type: "cf_mcp_agent_event", event }));
    }
    await super.onConnect(connection, (await this.resumesUnknownStream(headers)) ? asNewStream(context) : context);
  }

  /**
   * Each stream has one connection at most: a later one replaces it. A client that resumes streams of its own invention
   * would get around that.
   */
  private async resumesUnknownStream(headers: Headers): Promise<boolean> {
    const lastEventId = headers.get("last-event-id");
    if (lastEventId === null) return false;
    const streamId = STREAM_OF_EVENT.exec(lastEventId)?.[1];
    if (streamId === undefined) return true;
    if ((await this.getStreamRequestIds(streamId)) !== undefined) return false;
    return !(await this.getEventStore().hasEvents(streamId));
  }

  private principalOf(extra: SessionRequestExtra): Principal {
    const header = extra.requestInfo?.headers[PRINCIPAL_HEADER];
    const principal = Principal.parse(JSON.parse(typeof header === "string" ? header : "null"));
    if (principal.uid !== this.props?.uid) throw new Error("the session belongs to another user");
    this.touch();
    return principal;
  }
}

/** A GET without `Last-Event-ID` opens the standing stream. */
function asNewStream(context: ConnectionContext): ConnectionContext {
  const headers = new Headers(context.request.headers);
  headers.delete("last-event-id");
  return { ...context, request: new Request(context.request, { headers }) };
}
