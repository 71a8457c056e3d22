import type * as z from "zod";
import type { AthleteOptions } from "./configurable-demo-athlete.ts";
import { type Fault, faultPlan } from "./faults.ts";
import { type AccessChange, type App, type Consent, oauthServer } from "./oauth.ts";
import { type RateLimiter, type RateLimits, rateLimiter } from "./rate-limit.ts";
import { type Webhooks, webhookSender } from "./webhooks.ts";

/** The world of one API key: a demo athlete, wherever it runs. */
export interface UpstreamWorld {
  fetch(request: Request): Promise<Response>;
  configure(options: z.input<typeof AthleteOptions>): void | Promise<void>;
}

export type Athlete = z.input<typeof AthleteOptions> & { key: string };

/** A request as the host saw it; of the credential, only its kind. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly auth: "none" | "key" | "unknown key" | "bearer" | "other";
  readonly userAgent: string | null;
}

/** One request with its answer, both as text. */
export interface Exchange extends SeenRequest {
  readonly requestBody: string;
  readonly status: number;
  readonly contentType: string | null;
  readonly responseBody: string;
}

export interface Upstream {
  fetch(request: Request): Promise<Response>;
  /** Issues an API key with a world of its own. */
  addAthlete(athlete: Athlete): Promise<void>;
  /** Makes coming requests fail. */
  fail(fault: z.input<typeof Fault>): void;
  limitRate(limits: RateLimits | null): void;
  /** Registers an application for OAuth. */
  addApp(app: App): void;
  /** Says what the person will do on the consent page, who then does not see it; `null` shows it. */
  consentWith(consent: Consent | null): void;
  /** A person changes at Intervals.icu what an application may do, or ends it; its webhook hears of it. */
  changeAccess(change: AccessChange): Promise<void>;
  /** Everything that arrived, the oldest first. */
  readonly requests: readonly SeenRequest[];
  /** Is told of every exchange that was answered. */
  observe(listener: (exchange: Exchange) => void): void;
  /** Forgets requests, faults and limits; keys stay. */
  reset(): void;
}

/** Plays the whole host of Intervals.icu over a demo athlete per issued key. */
export function createUpstream(
  worldOf: (name: string) => UpstreamWorld,
  now: () => number = Date.now,
  webhooks: Webhooks = webhookSender((request) => fetch(request)),
): Upstream {
  /** Names by key. */
  const keys = new Map<string, string>();
  const seen: SeenRequest[] = [];
  const listeners: ((exchange: Exchange) => void)[] = [];
  const faults = faultPlan();
  const oauth = oauthServer({ worldOf, athletes: keys, webhooks, now });
  let limiter: RateLimiter | null = null;
  // Requests without an issued key reach a world whose key nobody knows, which refuses them as the real server does.
  const nobody = `unissued-${crypto.randomUUID()}`;

  async function pass(request: Request): Promise<Response> {
    const admitted = limiter?.admit(now()) ?? {};
    if (admitted instanceof Response) return admitted;
    const signIn = oauth.answer(request);
    if (signIn) return signIn;
    const { credential } = credentialOf(request);
    const key = keys.has(credential) ? credential : oauth.keyOf(credential);
    const response = await worldOf(key ?? nobody).fetch(request);
    const answer = new Response(response.body, response);
    for (const [name, value] of Object.entries(admitted)) answer.headers.set(name, value);
    return answer;
  }

  return {
    requests: seen,
    async fetch(request) {
      const arrived = seenAs(request, keys);
      seen.push(arrived);
      if (listeners.length === 0) return faults.run(request, () => pass(request));
      const requestBody = await request.clone().text();
      const response = await faults.run(request, () => pass(request));
      const { status, headers } = response;
      const responseBody = await response.clone().text();
      for (const listener of listeners) {
        listener({ ...arrived, requestBody, status, contentType: headers.get("Content-Type"), responseBody });
      }
      return response;
    },
    async addAthlete({ key, ...options }) {
      keys.set(key, options.name ?? "Demo Athlete");
      await worldOf(key).configure(options);
    },
    fail: (fault) => faults.add(fault),
    addApp: oauth.addApp,
    consentWith: oauth.consentWith,
    changeAccess: oauth.changeAccess,
    limitRate(limits) {
      limiter = limits && rateLimiter(limits);
    },
    observe: (listener) => listeners.push(listener),
    reset() {
      seen.splice(0);
      faults.clear();
      limiter = null;
    },
  };
}

/** What stands in the `Authorization` header, as far as it can be read. */
function credentialOf(request: Request): { scheme: string; credential: string } {
  const [scheme = "", value = ""] = (request.headers.get("Authorization") ?? "").split(" ");
  if (scheme !== "Basic") return { scheme, credential: value };
  try {
    return { scheme, credential: atob(value).split(":").slice(1).join(":") };
  } catch {
    return { scheme, credential: "" };
  }
}

function seenAs(request: Request, keys: ReadonlyMap<string, string>): SeenRequest {
  const url = new URL(request.url);
  const { scheme, credential } = credentialOf(request);
  const auth = {
    "": "none",
    Basic: keys.has(credential) ? "key" : "unknown key",
    Bearer: "bearer",
  } as const;
  return {
    method: request.method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    auth: scheme in auth ? auth[scheme as keyof typeof auth] : "other",
    userAgent: request.headers.get("User-Agent"),
  };
}
