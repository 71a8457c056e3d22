import type * as z from "zod";
import { basicAuth } from "../fixtures/basic-auth.ts";
import type { AthleteOptions } from "./configurable-demo-athlete.ts";
import { demoAthletes } from "./demo-athletes.ts";

/** A Sunday morning in Auckland. */
export const NOW = "2026-05-09T22:00:00Z";
export const TODAY = "2026-05-10";

export type Json = Record<string, unknown>;

export interface TextResponse {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
}

export interface CallOptions {
  readonly body?: unknown;
  /** Authenticates with the API key by default. */
  readonly headers?: HeadersInit;
}

/** One demo athlete, with its API. Paths are relative to `/api/v1`. */
export interface Athlete {
  readonly key: string;
  call(method: string, path: string, options?: CallOptions): Promise<TextResponse>;
  /** Returns the JSON of a successful response. */
  read<T = Json>(path: string): Promise<T>;
  /** Returns the JSON of a successful response. */
  write<T = Json>(method: string, path: string, body?: unknown): Promise<T>;
  configure(options: z.input<typeof AthleteOptions>): Promise<void>;
}

// The first call loads the whole Worker, which can take longer than the time limit of a test.
await demoAthletes.getByName("warm-up").configure({});

export async function demoAthlete(options: z.input<typeof AthleteOptions> = {}): Promise<Athlete> {
  const key = crypto.randomUUID();
  const stub = demoAthletes.getByName(key);
  await stub.configure({ now: NOW, ...options });
  const call: Athlete["call"] = async (method, path, { body, headers = { Authorization: basicAuth(key) } } = {}) => {
    const init = body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) };
    const response = await stub.fetch(new Request(`https://upstream.test/api/v1${path}`, { method, headers, ...init }));
    const type = response.headers.get("Content-Type");
    const decoder = new TextDecoder(type === "application/octet-stream" ? "latin1" : "utf-8");
    return { status: response.status, type, text: decoder.decode(await response.arrayBuffer()) };
  };
  const write: Athlete["write"] = async (method, path, body) => {
    const { status, text } = await call(method, path, { body });
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
    return JSON.parse(text);
  };
  return { key, call, write, read: (path) => write("GET", path), configure: (more) => stub.configure(more) };
}

/** The id of the newest activity with this name. */
export async function findActivity(athlete: Athlete, name: string): Promise<string> {
  const [found] = await athlete.read<Json[]>(`/athlete/0/activities/search?q=${encodeURIComponent(name)}&limit=1`);
  return String(found?.id);
}

/** The id of the newest outdoor ride. */
export async function rideId(athlete: Athlete): Promise<string> {
  const rows = await athlete.read<Json[]>("/athlete/0/activities?oldest=2026-03-01&fields=id,type");
  return String(rows.find(({ type }) => type === "Ride")?.id);
}

export const plannedRide = (changes: Json = {}): Json => ({
  category: "WORKOUT",
  type: "Ride",
  name: "VO2 4x4",
  start_date_local: "2026-05-20",
  description: "Warmup\n- 15m 60%\n\n4x\n- Hard 4m 106%\n- Easy 3m 55%\n\n- 8m 50%",
  ...changes,
});

export const createEvent = (athlete: Athlete, event: Json, query = ""): Promise<Json> =>
  athlete.write("POST", `/athlete/0/events${query}`, event);

/** The id of the newest activity from Strava. */
export async function stravaId(athlete: Athlete): Promise<string> {
  const rows = await athlete.read<Json[]>("/athlete/0/activities?oldest=2026-03-01");
  return String(rows.find(({ source }) => source === "STRAVA")?.id);
}

export const TOKEN = "0123456789abcdef0123456789abcdef";

/** Options for an athlete who has granted an application access with `TOKEN`. */
export const withGrant = (scope: string) => ({ tokens: [{ token: TOKEN, scope, clientId: 99 }] });

export const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
