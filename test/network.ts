import { env, exports } from "cloudflare:workers";
import { createUpstream } from "./sandbox/gateway.ts";
import { webhookSender } from "./sandbox/webhooks.ts";

/** The host of Intervals.icu as the Worker under test reaches it: keys, faults, and what arrived there. */
export const upstream = createUpstream(
  (name) => env.DEMO_ATHLETE_OBJECT.getByName(name),
  () => Date.now(),
  webhookSender((request) => exports.default.fetch(request)),
);

const published = new Map<string, () => Response>();

/** Makes an address of the outside world answer, for example a client's metadata document. */
export function publish(url: string, answer: () => Response): void {
  published.set(url, answer);
}

/** Addresses outside that were asked for. */
export const visited: string[] = [];

/** The network of the test: nothing outside exists but what was put there. */
export async function fetchOutside(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const { origin, pathname } = new URL(request.url);
  // Of the API this alone is not answered by a demo athlete, whose line is tapped for the contract check.
  if (pathname === "/api/v1/disconnect-app") return recorded(request, await upstream.fetch(request));
  if (origin === env.INTERVALS_API_URL) return upstream.fetch(request);
  visited.push(request.url);
  const answer = published.get(request.url);
  if (!answer) throw new TypeError(`Network connection lost: ${request.url} does not exist in this test.`);
  return answer();
}

async function recorded({ method, url }: Request, response: Response): Promise<Response> {
  const { status, headers } = response;
  const exchange = { method, url, requestBody: "", status, contentType: headers.get("Content-Type"), responseBody: "" };
  await env.RECORDER?.fetch("http://recorder/", { method: "POST", body: JSON.stringify(exchange) });
  return response;
}
