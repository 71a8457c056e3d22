import * as z from "zod";
import { configOf } from "../config.ts";
import { open, seal, VaultError } from "../crypto/envelope.ts";

const COOKIE = "__Host-account";
/** Minutes without a click after which a person has to show their key again. */
const IDLE_MINUTES = 30;

const Session = z.object({ uid: z.string(), until: z.number() });
/** Sessions are sealed for nobody in particular: whose they are stands inside. */
const SEALED_FOR = { uid: "account-page", kind: "state" } as const;

/** Who is signed in on the account page. */
export async function signedIn(request: Request, env: Env): Promise<string | undefined> {
  const cookies = request.headers.get("Cookie") ?? "";
  const envelope = new RegExp(`(?:^|;\\s*)${COOKIE}=([^;]+)`).exec(cookies)?.[1];
  if (!envelope) return undefined;
  try {
    const { plaintext } = await open(configOf(env).vault, SEALED_FOR, envelope);
    const { uid, until } = Session.parse(JSON.parse(plaintext));
    return until > Date.now() ? uid : undefined;
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}

/** The cookie that keeps a person signed in for another while. */
export async function keepSignedIn(env: Env, uid: string): Promise<string> {
  const session = { uid, until: Date.now() + IDLE_MINUTES * 60_000 };
  return cookieOf(await seal(configOf(env).vault, SEALED_FOR, JSON.stringify(session)), IDLE_MINUTES * 60);
}

export const signOutCookie = (): string => cookieOf("", 0);

/** `Strict`: links and forms of other sites never arrive signed in, so no form of theirs can act here. */
const cookieOf = (value: string, seconds: number) =>
  `${COOKIE}=${value}; Path=/; Max-Age=${seconds}; Secure; HttpOnly; SameSite=Strict`;
