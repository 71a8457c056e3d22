import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { guardClientMetadataFetch } from "../../src/oauth/client-metadata-fetch.ts";

const FROM_PROVIDER = { headers: { "User-Agent": "workers-oauth-provider/1.2.3" } };
const json = () => Response.json({ client_id: "x" });

const original = globalThis.fetch;
let sent: { url: string; redirect: RequestInit["redirect"] }[] = [];
let respond: () => Response = json;

beforeEach(() => {
  sent = [];
  respond = json;
  globalThis.fetch = async (input, init) => {
    sent.push({ url: String(input), redirect: init?.redirect });
    return respond();
  };
  guardClientMetadataFetch();
});
afterEach(() => {
  globalThis.fetch = original;
});

const fetchMetadata = (url = "https://app.example/client.json") => fetch(url, FROM_PROVIDER);

describe("the fetch of client metadata", () => {
  it("asks the platform not to follow redirects", async () => {
    expect(await (await fetchMetadata()).json()).toEqual({ client_id: "x" });
    expect(sent).toEqual([{ url: "https://app.example/client.json", redirect: "manual" }]);
  });

  it.each<[string, () => Response]>([
    ["a redirect", () => new Response(null, { status: 302, headers: { Location: "https://10.0.0.1/" } })],
    ["an error", () => Response.json({}, { status: 404 })],
    ["a page", () => new Response("<html>", { headers: { "Content-Type": "text/html" } })],
  ])("rejects %s", async (_, response) => {
    respond = response;
    await expect(fetchMetadata()).rejects.toThrow("not a JSON document");
  });

  it.each([
    "http://app.example/c.json",
    "https://user:password@app.example/c.json",
    "https://app.example:8443/c.json",
    "https://localhost/c.json",
    "https://127.0.0.1/c.json",
    "https://[::1]/c.json",
    "https://2130706433/c.json",
    "https://metadata.google.internal/c.json",
    "https://printer.local/c.json",
  ])("is never sent to %s", async (url) => {
    await expect(fetchMetadata(url)).rejects.toThrow("not a public URL");
    expect(sent).toEqual([]);
  });

  it("uses a document again for a minute", async () => {
    await fetchMetadata();
    expect(await (await fetchMetadata()).json()).toEqual({ client_id: "x" });
    expect(sent).toHaveLength(1);
  });

  it("A90 rejects a document of more than 64 KB, or without end", async () => {
    respond = () => Response.json({ client_id: "x".repeat(65_536) });
    await expect(fetchMetadata()).rejects.toThrow("too large");
    let kilobytes = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        kilobytes++;
        controller.enqueue(new Uint8Array(1024).fill(0x20));
      },
    });
    respond = () => new Response(endless, { headers: { "Content-Type": "application/json" } });
    await expect(fetchMetadata()).rejects.toThrow("too large");
    expect(kilobytes).toBeLessThan(100);
  });

  it("A90 ends with the time that the provider allows", async () => {
    const drops = new ReadableStream({ pull: () => new Promise(() => {}) });
    respond = () => new Response(drops, { headers: { "Content-Type": "application/json" } });
    const slow = fetch("https://app.example/slow.json", { ...FROM_PROVIDER, signal: AbortSignal.timeout(20) });
    await expect(slow).rejects.toThrow();
  });

  it("does not affect other requests", async () => {
    await fetch("http://127.0.0.1/api", { headers: { "User-Agent": "another client" } });
    await fetch("http://127.0.0.1/api");
    expect(sent.map(({ redirect }) => redirect)).toEqual([undefined, undefined]);
  });
});
