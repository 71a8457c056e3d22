import { OWNER } from "../access/athlete-access.ts";
import { type UpstreamCredential, upstreamFor } from "../account/intervals-connection.ts";
import { configOf } from "../config.ts";
import { uidOf } from "../crypto/uid.ts";
import { createIntervals } from "../intervals/client.ts";
import { IntervalsError, type IntervalsFailure } from "../intervals/failure.ts";
import { type FormError, type Identity, type KeyIdentity, type Result, reject } from "./identity.ts";

const API_KEY = /^[\x21-\x7e]{8,128}$/;
const ATHLETE_ID = /^(0|i?[1-9]\d{0,18})$/;

/** What the user typed. */
export interface ApiKeyInput {
  key: string;
  /** The athlete that the app is connected for. Empty: the owner of the key. */
  athleteId: string;
}

/**
 * Asks Intervals.icu whose API key this is. Only the answer to `GET /athlete/0` counts. The typed athlete id proves
 * nothing, because coaches and followers can read other athletes: we only check that the key can read that athlete.
 */
export async function verifyApiKey(env: Env, input: ApiKeyInput): Promise<Result<KeyIdentity>> {
  const key = input.key.trim();
  const athleteId = input.athleteId.trim();
  if (key === "") return reject(MISSING_KEY);
  if (!API_KEY.test(key)) return reject(MALFORMED_KEY);
  if (athleteId !== "" && !ATHLETE_ID.test(athleteId)) return reject(MALFORMED_ATHLETE_ID);
  const credential = { kind: "api_key", key } as const;
  try {
    const { id: ownerId } = await readAthlete(env, credential, OWNER);
    const chosen = ["", OWNER, ownerId].includes(athleteId) ? ownerId : await readableId(env, credential, athleteId);
    if (chosen === undefined) return reject(unreadableAthlete(athleteId));
    const uid = await uidOf(configOf(env).uidPepper, "intervals", ownerId);
    return {
      ok: true,
      value: { uid, credential: { ...credential, ownerId }, athlete: chosen === ownerId ? OWNER : chosen },
    };
  } catch (error) {
    if (error instanceof IntervalsError) return reject(toFormError(error.failure));
    throw error;
  }
}

/** A visitor of the demo athlete proves nothing. Reading it for the first time creates their copy. */
export async function identifyDemoVisitor(env: Env, visitor: string): Promise<Identity> {
  const credential = { kind: "demo", visitor } as const;
  const { id: ownerId } = await readAthlete(env, credential, OWNER);
  const uid = await uidOf(configOf(env).uidPepper, "demo", visitor);
  return { uid, credential: { ...credential, ownerId } };
}

/** The id of an athlete as Intervals.icu writes it. Undefined if the credential cannot read them. */
async function readableId(env: Env, credential: UpstreamCredential, athleteId: string): Promise<string | undefined> {
  try {
    return (await readAthlete(env, credential, athleteId)).id;
  } catch (error) {
    const kind = error instanceof IntervalsError ? error.failure.kind : undefined;
    if (kind !== "forbidden" && kind !== "unauthorized" && kind !== "not_found") throw error;
    return undefined;
  }
}

/** Reads an athlete with a credential that is not stored yet. @throws IntervalsError */
export function readAthlete(env: Env, credential: UpstreamCredential, athleteId: string) {
  const intervals = createIntervals({
    ...upstreamFor(env, credential),
    subject: athleteId,
    acquire: async () => {},
    signal: new AbortController().signal,
    // Milliseconds. Short, because the user is waiting in front of a form.
    timeouts: { attempt: 8_000, call: 12_000 },
  });
  return intervals.getAthlete();
}

const MISSING_KEY: FormError = { field: "api_key", status: 400, message: "Paste your Intervals.icu API key." };

const MALFORMED_KEY: FormError = {
  field: "api_key",
  status: 400,
  message: "This is not an API key. A key has at least 8 letters, digits or symbols, and no spaces.",
};

const MALFORMED_ATHLETE_ID: FormError = {
  field: "athlete_id",
  status: 400,
  message: "An athlete ID looks like i123456 or 2049151. Leave it empty to use your own data.",
};

const unreadableAthlete = (athleteId: string): FormError => ({
  field: "athlete_id",
  status: 403,
  message: `Your key works, but it cannot read athlete ${athleteId}. Check the ID, or leave it empty to use your own data.`,
});

function toFormError(failure: IntervalsFailure): FormError {
  switch (failure.kind) {
    case "unauthorized":
    case "forbidden":
      return {
        field: "api_key",
        status: 401,
        isWrongKey: true,
        message:
          "Intervals.icu does not accept this key. Copy it from your settings again. If you created a new key, the old one no longer works.",
      };
    case "rate_limited":
      return {
        field: "form",
        status: 503,
        message: `Intervals.icu is busy. Nothing was stored. Try again in ${failure.retryAfterSeconds} seconds.`,
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
          "Intervals.icu cannot be reached at the moment, so your key could not be checked. Nothing was stored. Try again in a minute.",
      };
  }
}
