import * as z from "zod";
import { MAX_AGE_HOURS } from "../account/page-sessions.ts";
import { configOf } from "../config.ts";
import { open, seal, VaultError } from "../crypto/envelope.ts";
import { type CookieName, expireCookie, readCookie, serializeCookie } from "../http/cookies.ts";

const COOKIE: CookieName = "__Host-account-session";
/** Minutes without a request after which the user has to sign in again. Our choice, like the one below. */
const IDLE_MINUTES = 30;
/** Minutes after a sign-in during which irreversible actions are allowed. */
const FRESH_MINUTES = 10;

const Session = z.object({ uid: z.string(), epoch: z.string(), signedInAt: z.number() });
/** Who is signed in on the account page. `signedInAt` is in milliseconds. */
export type Session = z.output<typeof Session>;

const Cookie = Session.extend({ expiresAt: z.number() });
/** Not sealed for one user, because only the content identifies the user. */
const SEALED_FOR = { uid: "account-page", kind: "state" } as const;

/** The session of the account page, unless it has expired or was ended. */
export async function readSession(request: Request, env: Env): Promise<Session | undefined> {
  const cookie = await openCookie(readCookie(request, COOKIE), env);
  const now = Date.now();
  if (!cookie || cookie.expiresAt <= now || cookie.signedInAt <= now - MAX_AGE_HOURS * 3_600_000) return undefined;
  const isCurrent = await env.ACCOUNT.getByName(cookie.uid).isPageSessionCurrent(cookie.epoch);
  return isCurrent ? cookie : undefined;
}

async function openCookie(envelope: string | undefined, env: Env): Promise<z.output<typeof Cookie> | undefined> {
  if (!envelope) return undefined;
  try {
    const { plaintext } = await open(configOf(env).vault, SEALED_FOR, envelope);
    return Cookie.parse(JSON.parse(plaintext));
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}

/** Starts a session for a user whose identity was just verified. */
export async function startSession(env: Env, uid: string): Promise<Session> {
  return { uid, epoch: await env.ACCOUNT.getByName(uid).startPageSession(), signedInAt: Date.now() };
}

/** Starts a new session for the user whose action ended all sessions. It keeps the time of the original sign-in. */
export async function restartSession(env: Env, { uid, signedInAt }: Session): Promise<Session> {
  return { ...(await startSession(env, uid)), signedInAt };
}

/** Whether the sign-in is recent enough for irreversible actions. */
export const isFresh = ({ signedInAt }: Session): boolean => signedInAt > Date.now() - FRESH_MINUTES * 60_000;

/** The cookie that keeps a user signed in for another `IDLE_MINUTES`. */
export async function sessionCookie(env: Env, { uid, epoch, signedInAt }: Session): Promise<string> {
  const cookie: z.output<typeof Cookie> = { uid, epoch, signedInAt, expiresAt: Date.now() + IDLE_MINUTES * 60_000 };
  const value = await seal(configOf(env).vault, SEALED_FOR, JSON.stringify(cookie));
  return serializeCookie({ name: COOKIE, value, maxAgeSeconds: IDLE_MINUTES * 60, sameSite: "Strict" });
}

export const expireSessionCookie = (): string => expireCookie(COOKIE);
