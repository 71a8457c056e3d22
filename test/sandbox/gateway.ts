import type * as z from "zod";
import type { AthleteOptions, AthleteServer } from "./configurable-demo-athlete.ts";
import type { Consent } from "./consent-page.ts";
import { type Fault, faultQueue } from "./faults.ts";
import { type AccessChange, type App, oauthServer } from "./oauth.ts";
import { type RateLimiter, type RateLimits, rateLimiter } from "./rate-limit.ts";
import type { Webhooks } from "./webhooks.ts";

export type NewAthlete = z.input<typeof AthleteOptions> & { key: string };

/** A request without its credential, of which only the kind is recorded. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly auth: "none" | "key" | "unknown key" | "bearer" | "other";
  readonly userAgent: string | null;
}

export interface Upstream {
  fetch(request: Request): Promise<Response>;
  /** Issues an API key to a new athlete. */
  addAthlete(athlete: NewAthlete): Promise<void>;
  /** Makes requests fail. */
  fail(fault: z.input<typeof Fault>): void;
  limitRate(limits: RateLimits | null): void;
  /** Registers an OAuth application. */
  addApp(app: App): void;
  /** Answers the consent page in place of the user, who then does not see it; `null` shows the page again. */
  consentWith(consent: Consent | null): void;
  /** Changes or revokes an application's access, as a user does at Intervals.icu, and calls the app's webhook. */
  changeAccess(change: AccessChange): Promise<void>;
  /** Oldest first. */
  readonly requests: readonly ReceivedRequest[];
  /** Deletes requests, faults and limits, but keeps the keys. */
  reset(): void;
}

export interface UpstreamOptions {
  athleteFor(key: string): AthleteServer;
  readonly webhooks: Webhooks;
  now(): number;
}

/** The whole host of Intervals.icu, with a demo athlete for every issued API key. */
export function createUpstream({ athleteFor, webhooks, now }: UpstreamOptions): Upstream {
  /** Athletes' names by API key. */
  const keys = new Map<string, string>();
  const requests: ReceivedRequest[] = [];
  const faults = faultQueue();
  const oauth = oauthServer({ athleteFor, athletes: keys, webhooks, now });
  let limiter: RateLimiter | null = null;
  // An athlete whose key nobody knows rejects requests without an issued key, as the live server does.
  const unissuedKey = `unissued-${crypto.randomUUID()}`;

  async function handle(request: Request): Promise<Response> {
    const admitted = limiter?.admit(now()) ?? {};
    if (admitted instanceof Response) return admitted;
    const oauthResponse = oauth.handle(request);
    if (oauthResponse) return oauthResponse;
    const { credential } = credentialOf(request);
    const key = keys.has(credential) ? credential : oauth.keyOf(credential);
    const response = await athleteFor(key ?? unissuedKey).fetch(request);
    const limited = new Response(response.body, response);
    for (const [name, value] of Object.entries(admitted)) limited.headers.set(name, value);
    return limited;
  }

  return {
    requests,
    fetch(request) {
      requests.push(received(request, keys));
      return faults.run(request, () => handle(request));
    },
    async addAthlete({ key, ...options }) {
      keys.set(key, options.name ?? "Demo Athlete");
      await athleteFor(key).configure(options);
    },
    fail: (fault) => faults.add(fault),
    addApp: oauth.addApp,
    consentWith: oauth.consentWith,
    changeAccess: oauth.changeAccess,
    limitRate(limits) {
      limiter = limits && rateLimiter(limits);
    },
    reset() {
      requests.splice(0);
      faults.clear();
      limiter = null;
    },
  };
}

/** The `Authorization` header, as far as it can be decoded. */
function credentialOf(request: Request): { scheme: string; credential: string } {
  const [scheme = "", value = ""] = (request.headers.get("Authorization") ?? "").split(" ");
  if (scheme !== "Basic") return { scheme, credential: value };
  try {
    return { scheme, credential: atob(value).split(":").slice(1).join(":") };
  } catch {
    return { scheme, credential: "" };
  }
}

function received(request: Request, keys: ReadonlyMap<string, string>): ReceivedRequest {
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
