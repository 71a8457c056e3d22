import * as z from "zod";
import { configOf } from "../config.ts";
import { open, seal, VaultError } from "../crypto/envelope.ts";
import { type CookieName, expireCookie, readCookie, serializeCookie } from "../http/cookies.ts";

const COOKIE: CookieName = "__Host-account-session";
/** Minutes without a request after which the user has to sign in again. */
const IDLE_MINUTES = 30;

const Session = z.object({ uid: z.string(), expiresAt: z.number() });
/** Not sealed for one user, because only the content identifies the user. */
const SEALED_FOR = { uid: "account-page", kind: "state" } as const;

/** The uid of the user who is signed in on the account page. */
export async function readSession(request: Request, env: Env): Promise<string | undefined> {
  const envelope = readCookie(request, COOKIE);
  if (!envelope) return undefined;
  try {
    const { plaintext } = await open(configOf(env).vault, SEALED_FOR, envelope);
    const { uid, expiresAt } = Session.parse(JSON.parse(plaintext));
    return expiresAt > Date.now() ? uid : undefined;
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}

/** The cookie that signs a user in, or keeps them signed in, for another `IDLE_MINUTES`. */
export async function sessionCookie(env: Env, uid: string): Promise<string> {
  const session: z.output<typeof Session> = { uid, expiresAt: Date.now() + IDLE_MINUTES * 60_000 };
  const value = await seal(configOf(env).vault, SEALED_FOR, JSON.stringify(session));
  return serializeCookie({ name: COOKIE, value, maxAgeSeconds: IDLE_MINUTES * 60, sameSite: "Strict" });
}

export const expireSessionCookie = (): string => expireCookie(COOKIE);
