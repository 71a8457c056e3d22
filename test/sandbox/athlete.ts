import type * as z from "zod";
import type { AthleteOptions } from "./configurable-demo-athlete.ts";
import { demoAthletes } from "./demo-athletes.ts";

/** A Sunday morning in Auckland. */
export const NOW = "2026-05-09T22:00:00Z";
export const TODAY = "2026-05-10";

export type Json = Record<string, unknown>;

export interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
}

/** One demo athlete, and its API by paths under `/api/v1`. */
export interface Athlete {
  readonly key: string;
  call(method: string, path: string, body?: unknown, headers?: HeadersInit): Promise<Answer>;
  /** The JSON of a call that must succeed. */
  read<T = Json>(path: string): Promise<T>;
  write<T = Json>(method: string, path: string, body?: unknown): Promise<T>;
  configure(options: z.input<typeof AthleteOptions>): Promise<void>;
}

export const basic = (user: string, password: string): string => `Basic ${btoa(`${user}:${password}`)}`;

// The first call loads the whole Worker, which may take longer than a test is given.
await demoAthletes.getByName("warm-up").configure({});

export async function demoAthlete(options: z.input<typeof AthleteOptions> = {}): Promise<Athlete> {
  const key = crypto.randomUUID();
  const stub = demoAthletes.getByName(key);
  await stub.configure({ now: NOW, ...options });
  const call: Athlete["call"] = async (method, path, body, headers = { Authorization: basic("API_KEY", key) }) => {
    const init = body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) };
    const response = await stub.fetch(new Request(`https://upstream.test/api/v1${path}`, { method, headers, ...init }));
    const type = response.headers.get("Content-Type");
    const decoder = new TextDecoder(type === "application/octet-stream" ? "latin1" : "utf-8");
    return { status: response.status, type, text: decoder.decode(await response.arrayBuffer()) };
  };
  const write: Athlete["write"] = async (method, path, body) => {
    const { status, text } = await call(method, path, body);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
    return JSON.parse(text);
  };
  return { key, call, write, read: (path) => write("GET", path), configure: (more) => stub.configure(more) };
}
