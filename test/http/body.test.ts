import { describe, expect, it } from "vitest";
import { readBody } from "../../src/http/body.ts";

const streamOf = (...texts: string[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const text of texts) controller.enqueue(new TextEncoder().encode(text));
      controller.close();
    },
  });
const readJsonRpc = (text: string) => readBody(streamOf(text), { maxBytes: 10_000_000, isJsonRpc: true });
const rejected = async (text: string) => {
  const result = await readJsonRpc(text);
  return result.ok ? undefined : result.error;
};
const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
const batch = (messages: number) => JSON.stringify(Array.from({ length: messages }, () => ({})));

describe("readBody", () => {
  it("returns a body of exactly the allowed size, and rejects one byte more with 413", async () => {
    const read = (text: string) =>
      readBody(streamOf(text.slice(0, 3), text.slice(3)), { maxBytes: 8, isJsonRpc: false });
    expect(await read("12345678")).toEqual({ ok: true, value: new TextEncoder().encode("12345678") });
    expect(await read("123456789")).toMatchObject({ ok: false, error: { status: 413 } });
  });

  it("accepts 64 levels of nesting and rejects 65", async () => {
    expect(await rejected(nested(64))).toBeUndefined();
    expect(await rejected(nested(65))).toEqual({ status: 400, message: "The request nests deeper than 64 levels." });
  });

  it("accepts a batch of 100 messages and rejects 101", async () => {
    expect(await rejected(batch(100))).toBeUndefined();
    expect(await rejected(batch(101))).toEqual({ status: 400, message: "A batch may have at most 100 messages." });
  });

  it.each<[string, (id: unknown) => object]>([
    ["the id of a message", (id) => ({ id })],
    ["a progress token", (id) => ({ id: 1, params: { _meta: { progressToken: id } } })],
    ["the id of a cancelled request", (id) => ({ params: { requestId: id } })],
    ["the token of a progress notification", (id) => ({ params: { progressToken: id } })],
    ["an id in a batch", (id) => [{ id: 1 }, { id }]],
  ])("accepts 256 bytes of UTF-8 as %s and rejects 257", async (_, messageWith) => {
    expect(await rejected(JSON.stringify(messageWith("é".repeat(128))))).toBeUndefined();
    expect(await rejected(JSON.stringify(messageWith(`${"é".repeat(128)}x`)))).toEqual({
      status: 400,
      message: "Ids and progress tokens may have at most 256 bytes.",
    });
  });

  it("accepts an initialize message of 64 KB and rejects a longer one", async () => {
    const initialize = (bytes: number) => {
      const empty = JSON.stringify({ method: "initialize", params: "" });
      return JSON.stringify({ method: "initialize", params: "x".repeat(bytes - empty.length) });
    };
    expect(await rejected(initialize(65_536))).toBeUndefined();
    expect(await rejected(initialize(65_537))).toMatchObject({ status: 400 });
  });

  it("rejects an object that repeats a property name", async () => {
    expect(await rejected('{"a":1,"b":{"a":1}}')).toBeUndefined();
    expect(await rejected('{"a":1,"a":2}')).toMatchObject({
      status: 400,
      message: expect.stringContaining("repeated"),
    });
  });

  it.each(['{"a":"\\ud800"}', '{"a":"\\u0000"}', '{"__proto__":1}'])("rejects the content of %s", async (text) => {
    expect(await rejected(text)).toMatchObject({ status: 400 });
  });

  it("leaves invalid JSON to the protocol", async () => {
    expect(await rejected("{")).toBeUndefined();
  });
});
