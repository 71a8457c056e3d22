import { basicAuth } from "../fixtures/basic-auth.ts";
import { NOW } from "./athlete.ts";
import { demoAthletes } from "./demo-athletes.ts";
import { createUpstream, type Upstream } from "./gateway.ts";
import { type Webhooks, webhookSender } from "./webhooks.ts";

export const ORIGIN = "https://upstream.test";
export const ATHLETE_PATH = "/api/v1/athlete/0";

export interface TestUpstreamOptions {
  now?(): number;
  webhooks?: Webhooks;
}

export interface TestUpstream {
  readonly upstream: Upstream;
  /** The API key of the only athlete. */
  readonly key: string;
  get(path: string, headers?: HeadersInit): Promise<Response>;
  /** Requests the athlete, with the issued key by default. */
  getAthlete(key?: string): Promise<Response>;
}

export async function openUpstream({
  now = () => Date.now(),
  webhooks = webhookSender((request) => fetch(request)),
}: TestUpstreamOptions = {}): Promise<TestUpstream> {
  const upstream = createUpstream({ athleteFor: (key) => demoAthletes.getByName(key), webhooks, now });
  const key = crypto.randomUUID();
  await upstream.addAthlete({ key, now: NOW });
  const get = (path: string, headers: HeadersInit = {}) =>
    upstream.fetch(new Request(ORIGIN + path, { headers, redirect: "manual" }));
  const getAthlete = (sent = key) => get(ATHLETE_PATH, { Authorization: basicAuth(sent) });
  return { upstream, key, get, getAthlete };
}
