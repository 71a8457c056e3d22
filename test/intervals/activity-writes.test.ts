import { beforeEach, describe, expect, it } from "vitest";
import { createIntervals } from "../../src/intervals/client.ts";

const MEGABYTE = new Uint8Array(1024 * 1024);

let sent: string[];
let kept: (Blob | undefined)[];
beforeEach(() => {
  [sent, kept] = [[], []];
});

/** A server with one activity, whose gzipped file holds this many megabytes. */
const serverWith = (megabytes: number) =>
  createIntervals({
    origin: "https://intervals.test",
    credential: { kind: "api_key", key: "k" },
    subject: "0",
    acquire: async () => {},
    signal: new AbortController().signal,
    async fetch({ method, url }) {
      sent.push(`${method} ${new URL(url).pathname.replace("/api/v1/", "")}`);
      if (!url.endsWith("/file")) return Response.json({ id: "i1", file_type: "fit" });
      let left = megabytes;
      const unpacked = new ReadableStream<Uint8Array>({
        pull(controller) {
          if (left-- === 0) return controller.close();
          controller.enqueue(MEGABYTE);
        },
      });
      return new Response(unpacked.pipeThrough(new CompressionStream("gzip")));
    },
    changeLog: {
      async begin(changes) {
        kept.push(...changes.map(({ before }) => before?.file));
        return { settle: async () => {} };
      },
    },
  });

describe("deleting an activity", () => {
  it("stores its decompressed file first", async () => {
    const intervals = serverWith(2);
    expect(await intervals.hasStorableFile("i1")).toBe(true);
    await intervals.deleteActivity("i1", { keepsFile: true });
    expect(kept.map((file) => file?.size)).toEqual([2 * MEGABYTE.length]);
    expect(sent.slice(1)).toEqual(["GET activity/i1", "GET activity/i1/file", "DELETE activity/i1"]);
  });

  it("A91 sends nothing if a file of a few kilobytes unpacks to more than 16 MB", async () => {
    await expect(serverWith(40).deleteActivity("i1", { keepsFile: true })).rejects.toMatchObject({
      failure: { kind: "unreadable", detail: "the file is larger than 16 MiB" },
    });
    expect([sent.at(-1), kept]).toEqual(["GET activity/i1/file", []]);
  });

  it("A91 knows beforehand that a file is too large, and then does not read it", async () => {
    const intervals = serverWith(40);
    expect(await intervals.hasStorableFile("i1")).toBe(false);
    sent.splice(0);
    await intervals.deleteActivity("i1", { keepsFile: false });
    expect([sent, kept]).toEqual([["GET activity/i1", "DELETE activity/i1"], [undefined]]);
  });
});
