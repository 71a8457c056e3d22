import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { submitConsent } from "../local/consent.ts";
import { OAuthClient } from "../local/oauth-client.ts";
import { type Server, startProduct, startUpstream } from "../local/servers.ts";
import { exerciseClient, textOf } from "./exercise-client.ts";

const run = promisify(execFile);
const BIN = "node_modules/.bin";

let upstream: Server;
let product: Server;
let token: string;
let home: string;
beforeAll(async () => {
  upstream = await startUpstream();
  product = await startProduct({ upstream: upstream.url });
  const oauth = new OAuthClient({ decision: "approve", preset: "coach", api_key: "key-los-angeles" });
  const transport = new StreamableHTTPClientTransport(new URL(`${product.url}/mcp`), { authProvider: oauth });
  await new Client({ name: "e2e", version: "1" }).connect(transport).catch(() => {});
  await transport.finishAuth(oauth.callbackParams);
  token = oauth.tokens()?.access_token ?? "";
  home = mkdtempSync(join(tmpdir(), "intervals-home-"));
});
afterAll(async () => {
  await product?.stop();
  await upstream?.stop();
  rmSync(home, { recursive: true, force: true });
});

describe("mcp-remote", () => {
  /** Runs the bridge as a desktop host app does, and exercises it over standard input and output. */
  async function exerciseThroughBridge(args: string[], signIn?: (url: string) => Promise<void>) {
    const transport = new StdioClientTransport({
      command: `${BIN}/mcp-remote`,
      args: [`${product.url}/mcp`, ...args],
      env: {
        PATH: process.env.PATH ?? "",
        HOME: home,
        MCP_REMOTE_CONFIG_DIR: join(home, "auth"),
        BROWSER: "/bin/true",
        AUTH: `Bearer ${token}`,
      },
      stderr: "pipe",
    });
    let printed = "";
    let isSignedIn = false;
    transport.stderr?.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
      const url = /https?:\/\/\S+\/authorize\?\S+/.exec(printed)?.[0];
      if (!url || isSignedIn || !signIn) return;
      isSignedIn = true;
      signIn(url).catch((error) => {
        printed += String(error);
      });
    });
    const client = new Client({ name: "desktop", version: "1" });
    await client.connect(transport).catch((error) => {
      throw new Error(`${error}\n${printed}`);
    });
    await exerciseClient({
      listTools: async () => (await client.listTools()).tools.map(({ name }) => name),
      call: async (name, args) => textOf(await client.callTool({ name, arguments: args })),
    });
    await client.close();
  }

  it("registers, signs in and calls tools", async () => {
    await exerciseThroughBridge(["--transport", "http-only"], async (url) => {
      const callback = await submitConsent(url, { decision: "approve", preset: "coach", api_key: "key-los-angeles" });
      await fetch(callback);
    });
  });

  it("calls tools with a token in a header", async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: mcp-remote fills it in from its environment.
    await exerciseThroughBridge(["--transport", "http-only", "--header", "Authorization:${AUTH}"]);
  });
});

describe("the MCP Inspector CLI", () => {
  const inspect = async (era: string, ...args: string[]) => {
    const fixed = ["--cli", `${product.url}/mcp`, "--transport", "http", "--protocol-era", era, "--format", "json"];
    const { stdout } = await run(
      `${BIN}/mcp-inspector`,
      [...fixed, "--header", `Authorization: Bearer ${token}`, ...args],
      {
        env: { ...process.env, HOME: home },
      },
    );
    return JSON.parse(stdout);
  };

  it.each(["legacy", "auto", "modern"])("calls tools with --protocol-era %s", async (era) => {
    await exerciseClient({
      listTools: async () =>
        (await inspect(era, "--method", "tools/list")).result.tools.map(({ name }: { name: string }) => name),
      call: async (name, args) => {
        const flags = ["--tool-name", name, "--tool-args-json", JSON.stringify(args)];
        return textOf((await inspect(era, "--method", "tools/call", ...flags)).result);
      },
    });
  });

  it("reports without a token that the user must sign in", async () => {
    const args = ["--cli", `${product.url}/mcp`, "--transport", "http", "--method", "tools/list", "--stored-auth-only"];
    await expect(run(`${BIN}/mcp-inspector`, args, { env: { ...process.env, HOME: home } })).rejects.toMatchObject({
      code: 3,
    });
  });
});
