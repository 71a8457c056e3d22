import type { StoredCredential } from "../account/credential.ts";
import { type UpstreamCredential, upstreamFor } from "../account/intervals-connection.ts";
import { configOf } from "../config.ts";
import { uidOf } from "../crypto/uid.ts";
import { createIntervals } from "../intervals/client.ts";
import { IntervalsError, type IntervalsFailure } from "../intervals/failure.ts";

/** Fields of the connect form that a message can stand beside. */
export type Field = "api_key" | "athlete_id" | "form";

export interface Refusal {
  field: Field;
  message: string;
  status: 400 | 401 | 403 | 429 | 502 | 503;
  /** The key was wrong: this counts as an attempt at guessing. */
  wrongKey?: boolean;
}

/** A person, as far as we know one: a pseudonym, and what they connect with. */
export interface Person {
  uid: string;
  credential: StoredCredential;
}

const KEY = /^[\x21-\x7e]{8,128}$/;
const ATHLETE_ID = /^(0|i?[1-9]\d{0,18})$/;

/**
 * Whose key is this? Only the server's answer to `GET /athlete/0` counts. A typed athlete id proves nothing, because
 * coaches and followers can read others: it is checked by reading it and becomes the athlete that calls are about.
 */
export async function proveKey(env: Env, typed: { key: string; athleteId: string }): Promise<Person | Refusal> {
  const key = typed.key.trim();
  const athleteId = typed.athleteId.trim();
  if (key === "") return refuse("api_key", 400, "Paste your Intervals.icu API key, or try the demo athlete instead.");
  if (!KEY.test(key)) {
    return refuse("api_key", 400, "This does not look like an API key: it has no spaces and only plain characters.");
  }
  if (athleteId !== "" && !ATHLETE_ID.test(athleteId)) {
    return refuse("athlete_id", 400, "An athlete ID looks like i123456 or 2049151. Leave it empty for your own data.");
  }
  const proof = { kind: "api_key", key } as const;
  try {
    const { id: ownerId } = await athleteOf(env, proof, "0");
    const isOwn = ["", "0", ownerId].includes(athleteId);
    const refusal = isOwn ? undefined : await refusalForAthlete(env, proof, athleteId);
    if (refusal) return refusal;
    const uid = await uidOf(configOf(env).uidPepper, "intervals", ownerId);
    return { uid, credential: { ...proof, ownerId, subject: isOwn ? "0" : athleteId } };
  } catch (error) {
    if (error instanceof IntervalsError) return refusalOf(error.failure);
    throw error;
  }
}

/** A visitor of the demo athlete proves nothing; the first look at it makes their copy. */
export async function welcomeVisitor(env: Env, visitor: string): Promise<Person> {
  const proof = { kind: "demo", visitor } as const;
  const { id: ownerId } = await athleteOf(env, proof, "0");
  const uid = await uidOf(configOf(env).uidPepper, "demo", visitor);
  return { uid, credential: { ...proof, ownerId, subject: "0" } };
}

async function refusalForAthlete(env: Env, proof: UpstreamCredential, athleteId: string): Promise<Refusal | undefined> {
  try {
    await athleteOf(env, proof, athleteId);
    return undefined;
  } catch (error) {
    const kind = error instanceof IntervalsError ? error.failure.kind : undefined;
    if (kind !== "forbidden" && kind !== "unauthorized" && kind !== "not_found") throw error;
    return {
      field: "athlete_id",
      status: 403,
      message: `Your key is right, but it cannot read athlete ${athleteId}. Check the ID, or leave it empty for your own data.`,
    };
  }
}

/** Reads an athlete with what somebody shows. @throws IntervalsError */
export function athleteOf(env: Env, proof: UpstreamCredential, subject: string) {
  const intervals = createIntervals({
    ...upstreamFor(env, proof),
    subject,
    acquire: async () => {},
    signal: new AbortController().signal,
    // A person is waiting in front of a form.
    timeouts: { attempt: 8_000, call: 12_000 },
  });
  return intervals.getAthlete();
}

function refusalOf(failure: IntervalsFailure): Refusal {
  switch (failure.kind) {
    case "unauthorized":
    case "forbidden":
      return {
        field: "api_key",
        status: 401,
        wrongKey: true,
        message:
          "Intervals.icu does not accept this key. Copy it again from your settings; after a new one was made, the old one no longer works.",
      };
    case "rate_limited":
      return {
        field: "form",
        status: 503,
        message: `Intervals.icu is busy. Try again in ${failure.retryAfterSeconds} seconds. Nothing was stored.`,
      };
    case "unavailable":
    case "unreadable":
    case "unknown_outcome":
    case "cancelled":
    case "not_found":
    case "strava":
    case "rejected":
      return {
        field: "form",
        status: 502,
        message:
          "Intervals.icu cannot be reached at the moment, so your key could not be checked. Nothing was stored; try again in a minute.",
      };
  }
}

function refuse(field: Field, status: Refusal["status"], message: string): Refusal {
  return { field, status, message };
}
