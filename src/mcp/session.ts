import type { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { DurableObjectEventStore, McpAgent } from "agents/mcp";
import { open, seal } from "../account/vault.ts";
import { configOf, type Env } from "../config.ts";
import { ABOUT, INSTRUCTIONS } from "./about.ts";
import { Caller } from "./caller.ts";
import { createLegacyServer, type LegacyExtra } from "./legacy.ts";
import type { Surface } from "./protocol.ts";
import { createSurface } from "./surface.ts";

/** Set by our Worker alone, which removes it from what comes in: the caller as the current token describes it. */
export const CALLER_HEADER = "x-caller";

/** All that a session keeps about a person. */
export type SessionProps = { uid: string };

/** Sessions that nobody uses for this long end themselves. */
const IDLE_SECONDS = 7 * 86_400;

/** Before the addresses of resources that the host subscribed to. */
const WATCHED = "watched:";

/** One session of a host that opens with `initialize`. It belongs to the uid it began with. */
export class McpSession extends McpAgent<Env, unknown, SessionProps> {
  server: Server = createLegacyServer({
    about: { info: ABOUT, instructions: INSTRUCTIONS },
    surfaceOf: (extra) => this.surfaceFor(this.callerOf(extra)),
    stayAwake: (wait) => this.keepAliveWhile(wait),
    watched: {
      add: (uri) => this.ctx.storage.put(WATCHED + uri, true),
      delete: (uri) => this.ctx.storage.delete(WATCHED + uri),
      has: async (uri) => (await this.ctx.storage.get(WATCHED + uri)) === true,
    },
  });

  private usedAt = 0;

  protected surfaceFor(caller: Caller): Surface {
    return createSurface(this.env, caller);
  }

  async init(): Promise<void> {
    await this.schedule(IDLE_SECONDS, "endIfIdle", {}, { idempotent: true });
  }

  /** Called by the schedule. */
  async endIfIdle(): Promise<void> {
    const usedAt = (await this.ctx.storage.get<number>("used_at")) ?? 0;
    const left = Math.ceil((usedAt - Date.now()) / 1000) + IDLE_SECONDS;
    if (left <= 0) await this.destroy();
    else await this.schedule(left, "endIfIdle", {});
  }

  /** Remembers that the session is in use, to the hour. */
  private touch(): void {
    const now = Date.now();
    if (now - this.usedAt < 3_600_000) return;
    this.usedAt = now;
    this.ctx.waitUntil(this.ctx.storage.put("used_at", now));
  }

  /** Answers wait here for hosts that lost their connection, so they are sealed like everything that is stored. */
  override getEventStore() {
    return new DurableObjectEventStore(this.sealedStorage());
  }

  private callerOf(extra: LegacyExtra): Caller {
    const header = extra.requestInfo?.headers[CALLER_HEADER];
    const caller = Caller.parse(JSON.parse(typeof header === "string" ? header : "null"));
    if (caller.uid !== this.props?.uid) throw new Error("a session was reached by somebody else");
    this.touch();
    return caller;
  }

  private sealedStorage(): DurableObjectStorage {
    const { storage } = this.ctx;
    const sealedFor = { uid: this.props?.uid ?? "", kind: "event" } as const;
    const vault = () => configOf(this.env).vault;
    const sealed = {
      put: async (key: string, message: unknown) =>
        storage.put(key, await seal(vault(), sealedFor, JSON.stringify(message))),
      delete: (keys: string[]) => storage.delete(keys),
      list: async (options: DurableObjectListOptions) => {
        const rows = await storage.list<string>(options);
        const opened = [...rows].map(async ([key, envelope]) => {
          const { plaintext } = await open(vault(), sealedFor, envelope);
          return [key, JSON.parse(plaintext)] as const;
        });
        return new Map(await Promise.all(opened));
      },
    };
    // The event store uses these three and no others.
    return sealed as unknown as DurableObjectStorage;
  }
}
