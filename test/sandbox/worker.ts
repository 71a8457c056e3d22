/**
 * The test upstream as a Worker of its own, for tests that need a real second server:
 *
 *     wrangler dev -c test/sandbox/wrangler.jsonc --port 8788
 *
 * These API keys are known from the start; each has a world of its own:
 *
 * | key             | athlete | zone                | units    |
 * |-----------------|---------|---------------------|----------|
 * | key-auckland    | i900001 | Pacific/Auckland    | metric   |
 * | key-los-angeles | i900002 | America/Los_Angeles | imperial |
 * | key-tongatapu   | 9000003 | Pacific/Tongatapu   | metric   |
 *
 * Driven over HTTP:
 *
 *     POST   /__control/athletes  {"key": "…", …options}   issues another key
 *     POST   /__control/faults    {"kind": "429", …}       makes coming requests fail
 *     POST   /__control/limits    {"perSecond": 10}        limits the rate; null lifts it
 *     POST   /__control/apps      {"clientId": 1, …}       registers an OAuth application
 *     POST   /__control/consent   {"key": "…"}             says what the consent page will answer
 *     GET    /__control/requests                           what arrived, oldest first
 *     DELETE /__control/requests                           forgets requests, faults and limits
 */
import { DurableObject } from "cloudflare:workers";
import type { ConfigurableDemoAthlete } from "./configurable-demo-athlete.ts";
import { ConnectionLost } from "./faults.ts";
import { createUpstream, type Upstream } from "./gateway.ts";

export { ConfigurableDemoAthlete as DemoAthlete } from "./configurable-demo-athlete.ts";

interface UpstreamEnv {
  readonly UPSTREAM: DurableObjectNamespace<UpstreamHost>;
  readonly DEMO_ATHLETE_OBJECT: DurableObjectNamespace<ConfigurableDemoAthlete>;
}

const ATHLETES = [
  { key: "key-auckland", id: "i900001", timezone: "Pacific/Auckland" },
  { key: "key-los-angeles", id: "i900002", timezone: "America/Los_Angeles", units: "imperial" },
  { key: "key-tongatapu", id: "9000003", timezone: "Pacific/Tongatapu" },
] as const;

/** One object holds the keys, faults and requests, whichever isolate a request arrives in. */
export class UpstreamHost extends DurableObject<UpstreamEnv> {
  #upstream: Promise<Upstream> | undefined;

  override async fetch(request: Request): Promise<Response> {
    this.#upstream ??= this.#open();
    const upstream = await this.#upstream;
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/__control/")) return control(upstream, pathname.slice("/__control/".length), request);
    try {
      return await upstream.fetch(request);
    } catch (error) {
      if (error instanceof ConnectionLost) return brokenOff();
      throw error;
    }
  }

  async #open(): Promise<Upstream> {
    const upstream = createUpstream((name) => this.env.DEMO_ATHLETE_OBJECT.getByName(name));
    for (const athlete of ATHLETES) await upstream.addAthlete(athlete);
    return upstream;
  }
}

/** A Worker cannot hang up; it can break off in the middle of the answer. */
function brokenOff(): Response {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode("{"));
    },
    pull(controller) {
      controller.error(new ConnectionLost());
    },
  });
  return new Response(body, { headers: { "Content-Type": "application/json" } });
}

async function control(upstream: Upstream, what: string, request: Request): Promise<Response> {
  if (what === "requests") {
    if (request.method === "DELETE") upstream.reset();
    return Response.json(upstream.requests);
  }
  if (request.method !== "POST") return new Response("Use POST", { status: 405 });
  const body = await request.json<never>();
  switch (what) {
    case "athletes":
      await upstream.addAthlete(body);
      break;
    case "faults":
      upstream.fail(body);
      break;
    case "limits":
      upstream.limitRate(body);
      break;
    case "apps":
      upstream.addApp(body);
      break;
    case "consent":
      upstream.consentWith(body);
      break;
    case "access":
      await upstream.changeAccess(body);
      break;
    default:
      return new Response("No such control", { status: 404 });
  }
  return Response.json({ ok: true });
}

export default {
  fetch: (request, env) => env.UPSTREAM.getByName("host").fetch(request),
} satisfies ExportedHandler<UpstreamEnv>;
