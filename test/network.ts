import { env } from "cloudflare:workers";
import { createUpstream } from "./upstream/gateway.ts";

/** The host of Intervals.icu as the Worker under test reaches it: keys, faults, and what arrived there. */
export const upstream = createUpstream((name) => env.DEMO_ATHLETE_OBJECT.getByName(name));

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
  const { origin } = new URL(request.url);
  if (origin === env.INTERVALS_API_URL) return upstream.fetch(request);
  visited.push(request.url);
  const answer = published.get(request.url);
  if (!answer) throw new TypeError(`Network connection lost: ${request.url} does not exist in this test.`);
  return answer();
}
