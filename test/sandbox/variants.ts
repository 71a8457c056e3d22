import * as z from "zod";

/** Where the behavior of the live server varies or is unknown, and the demo athlete shows only one of the variants. */
export const Variants = z.object({
  /** Refuse a Strava activity with 422, like everything below it, instead of returning a stub. */
  stravaRefused: z.boolean().default(false),
  /** Limit a range of events to those that start in it, without those that are still running. */
  strictEventRange: z.boolean().default(false),
  /** Return files uncompressed, or compressed without or with a `Content-Encoding`. */
  files: z.enum(["plain", "gzip", "encoded"]).default("gzip"),
});
export type Variants = z.infer<typeof Variants>;

type Send = (request: Request) => Promise<Response>;

export async function applyVariants(
  { stravaRefused, strictEventRange, files }: Variants,
  request: Request,
  send: Send,
): Promise<Response> {
  const { pathname } = new URL(request.url);
  const reads = (pattern: RegExp) => request.method === "GET" && pattern.test(pathname);
  if (stravaRefused && reads(/\/activity\/[^/]+$/)) return refuseStrava(await send(request));
  if (strictEventRange && reads(/\/athlete\/[^/]+\/events$/)) return limitToStart(request, send);
  if (files !== "gzip" && reads(/\/activity\/[^/]+\/(file|fit-file|gpx-file)$/))
    return recompress(await send(request), files);
  return send(request);
}

async function refuseStrava(response: Response): Promise<Response> {
  if (!response.ok) return response;
  const { source } = await response.clone().json<{ source?: string }>();
  if (source !== "STRAVA") return response;
  return Response.json({ status: 422, error: "Cannot read Strava activities via the API" }, { status: 422 });
}

async function limitToStart(request: Request, send: Send): Promise<Response> {
  const url = new URL(request.url);
  const { oldest, limit } = Object.fromEntries(url.searchParams);
  if (!oldest) return send(request);
  // The limit counts the events that are left.
  url.searchParams.delete("limit");
  const response = await send(new Request(url, request));
  if (!response.ok) return response;
  const events = await response.json<{ start_date_local: string }[]>();
  const started = events.filter((event) => event.start_date_local.slice(0, 10) >= oldest.slice(0, 10));
  return Response.json(started.slice(0, limit ? Number(limit) : undefined), { headers: response.headers });
}

async function recompress(response: Response, files: "plain" | "encoded"): Promise<Response> {
  if (!response.ok || !response.body) return response;
  const headers = new Headers(response.headers);
  headers.set("Content-Disposition", (headers.get("Content-Disposition") ?? "").replace('.gz"', '"'));
  if (files === "plain") return new Response(response.body.pipeThrough(new DecompressionStream("gzip")), { headers });
  headers.set("Content-Encoding", "gzip");
  return new Response(response.body, { headers, encodeBody: "manual" });
}
