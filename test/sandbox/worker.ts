/**
 * The stand-in for Intervals.icu as a Worker of its own, for tests that need a real second server:
 *
 *     wrangler dev -c test/sandbox/wrangler.jsonc --port 8788
 *
 * It starts with these API keys, each for an athlete of its own:
 *
 * | key             | athlete | time zone           | units    |
 * |-----------------|---------|---------------------|----------|
 * | key-auckland    | i900001 | Pacific/Auckland    | metric   |
 * | key-los-angeles | i900002 | America/Los_Angeles | imperial |
 * | key-tongatapu   | 9000003 | Pacific/Tongatapu   | metric   |
 *
 * Tests control it over HTTP:
 *
 *     POST   /__control/athletes  {"key": "…", …options}   issues another key
 *     POST   /__control/faults    {"kind": "429", …}       makes requests fail
 *     POST   /__control/limits    {"perSecond": 10}        limits the rate; null removes the limit
 *     POST   /__control/apps      {"clientId": 1, …}       registers an OAuth application
 *     POST   /__control/consent   {"key": "…"}             answers the consent page in place of the user
 *     POST   /__control/access    {"key": "…", …}          changes or revokes an application's access
 *     GET    /__control/requests                           returns the requests received, oldest first
 *     DELETE /__control/requests                           deletes requests, faults and limits
 */
import { DurableObject } from "cloudflare:workers";
import type { ConfigurableDemoAthlete } from "./configurable-demo-athlete.ts";
import { ConnectionLost } from "./faults.ts";
import { createUpstream, type Upstream } from "./gateway.ts";
import { webhookSender } from "./webhooks.ts";

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

/** One object for all isolates, because keys, faults and requests are kept in memory. */
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
      if (error instanceof ConnectionLost) return brokenResponse();
      throw error;
    }
  }

  async #open(): Promise<Upstream> {
    const upstream = createUpstream({
      athleteFor: (key) => this.env.DEMO_ATHLETE_OBJECT.getByName(key),
      webhooks: webhookSender((request) => fetch(request)),
      now: () => Date.now(),
    });
    for (const athlete of ATHLETES) await upstream.addAthlete(athlete);
    return upstream;
  }
}

/** A Worker cannot close the connection, but it can abort the body. */
function brokenResponse(): Response {
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

async function control(upstream: Upstream, action: string, request: Request): Promise<Response> {
  if (action === "requests") {
    if (request.method === "DELETE") upstream.reset();
    return Response.json(upstream.requests);
  }
  if (request.method !== "POST") return new Response("Use POST", { status: 405 });
  const body = await request.json<never>();
  switch (action) {
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
      return new Response(`Unknown action: ${action}`, { status: 404 });
  }
  return Response.json({ ok: true });
}

export default {
  fetch: (request, env) => env.UPSTREAM.getByName("host").fetch(request),
} satisfies ExportedHandler<UpstreamEnv>;
