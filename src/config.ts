import * as z from "zod";
import { parseJson } from "./json.ts";

/** The website that links point to. API requests go to `intervalsUrl`. */
export const INTERVALS_SITE = "https://intervals.icu";

/** The master keys. The active key encrypts; all of them can decrypt. */
export interface Keyring {
  active: string;
  keys: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

/** The OAuth application that the operator registered at Intervals.icu. */
export interface SignInApp {
  clientId: string;
  clientSecret: string;
  redirectUri: string;
}

/** Redirect URI and webhook URL of that application. */
export const SIGN_IN_PATH = "/sign-in/intervals";
export const WEBHOOK_PATH = "/webhooks/intervals";

export interface Config {
  /** Public origin of this deployment, without a trailing slash. */
  publicUrl: string;
  /** The canonical resource (RFC 8707): the URL that users paste. */
  resource: string;
  /** Origin of the Intervals.icu API. */
  intervalsUrl: string;
  demoAthlete: boolean;
  /** Without it, users connect with an API key. */
  signIn: SignInApp | undefined;
  /** The shared secret that Intervals.icu sends in webhooks. Without it, the webhook is off. */
  webhookSecret: string | undefined;
  /** What the operator's commands are authorised with. Without it, they are off. */
  adminToken: string | undefined;
  /** Where to report vulnerabilities (RFC 9116): a mailto: or https: URL. */
  securityContact: string;
  vault: Keyring;
  uidPepper: string;
}

/** The deployment is not set up; `problems` tells the operator what to set, one sentence each. */
export class ConfigError extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(problems.join(" "));
    this.name = "ConfigError";
    this.problems = problems;
  }
}

/** Lets `npm start` run without secrets. Used on loopback origins only. */
const DEVELOPMENT = {
  VAULT_KEYS: JSON.stringify({ development: btoa("intervals-icu-remote-mcp-dev-key") }),
  VAULT_ACTIVE: "development",
  UID_PEPPER: "development",
};

/** It gives access to every account, so it must not be a word that somebody can guess. */
const MIN_ADMIN_TOKEN_LENGTH = 32;

const LOOPBACK_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Parses the bindings. @throws ConfigError that names every missing or malformed variable and secret. */
export function readConfig(env: Env): Config {
  const problems: string[] = [];
  const publicUrl = readOrigin(env.PUBLIC_URL, "PUBLIC_URL", problems);
  const intervalsUrl = readOrigin(env.INTERVALS_API_URL ?? INTERVALS_SITE, "INTERVALS_API_URL", problems);
  const isLocal = publicUrl !== undefined && LOOPBACK_HOSTS.has(new URL(publicUrl).hostname);
  if (publicUrl?.startsWith("http:") && !isLocal) {
    problems.push("PUBLIC_URL must be https, except on localhost.");
  }
  const secret = (name: keyof typeof DEVELOPMENT): string => {
    const value = env[name] ?? (isLocal ? DEVELOPMENT[name] : undefined);
    if (!value) problems.push(`The secret ${name} is missing: set it with \`npx wrangler secret put ${name}\`.`);
    return value ?? "";
  };
  const securityContact = env.SECURITY_CONTACT || `${publicUrl}/privacy#vulnerabilities`;
  if (!/^(mailto:|https?:\/\/)\S+$/.test(securityContact)) {
    problems.push("SECURITY_CONTACT must begin with mailto: or https://.");
  }
  const adminToken = env.ADMIN_TOKEN || undefined;
  if (adminToken !== undefined && adminToken.length < MIN_ADMIN_TOKEN_LENGTH) {
    problems.push(`ADMIN_TOKEN must have at least ${MIN_ADMIN_TOKEN_LENGTH} characters.`);
  }
  const vault = readKeyring(secret("VAULT_KEYS"), secret("VAULT_ACTIVE"), problems);
  const uidPepper = secret("UID_PEPPER");
  if (publicUrl === undefined || intervalsUrl === undefined || vault === undefined || problems.length > 0) {
    throw new ConfigError(problems);
  }
  return {
    publicUrl,
    resource: `${publicUrl}/mcp`,
    intervalsUrl,
    demoAthlete: env.DEMO_ATHLETE !== "off",
    signIn: readSignIn(env, publicUrl),
    webhookSecret: env.INTERVALS_WEBHOOK_SECRET || undefined,
    adminToken,
    securityContact,
    vault,
    uidPepper,
  };
}

const configs = new WeakMap<Env, Config>();

/** `readConfig`, once per deployment: bindings never change within an isolate. */
export function configOf(env: Env): Config {
  const known = configs.get(env);
  if (known) return known;
  const config = readConfig(env);
  configs.set(env, config);
  return config;
}

function readOrigin(value: string, name: string, problems: string[]): string | undefined {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url && (url.protocol === "https:" || url.protocol === "http:") && url.pathname === "/" && !url.search) {
    return url.origin;
  }
  problems.push(`${name} must be an origin without a path, such as https://mcp.example.com.`);
  return undefined;
}

/** Off until both are set: secrets are deployed one after the other. */
function readSignIn(env: Env, publicUrl: string): SignInApp | undefined {
  const { INTERVALS_OAUTH_CLIENT_ID: clientId, INTERVALS_OAUTH_CLIENT_SECRET: clientSecret } = env;
  return clientId && clientSecret ? { clientId, clientSecret, redirectUri: publicUrl + SIGN_IN_PATH } : undefined;
}

const KeyringText = z.record(z.string().regex(/^[A-Za-z0-9_-]{1,32}$/), z.base64());

function readKeyring(keysText: string, active: string, problems: string[]): Keyring | undefined {
  if (!keysText || !active) return undefined;
  const parsed = KeyringText.safeParse(parseJson(keysText));
  if (!parsed.success) {
    problems.push('VAULT_KEYS must be JSON such as {"k1":"<32 random bytes, base64>"}.');
    return undefined;
  }
  const keys = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const [kid, text] of Object.entries(parsed.data)) {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    if (bytes.length !== 32) problems.push(`VAULT_KEYS: the key "${kid}" has ${bytes.length} bytes, it needs 32.`);
    keys.set(kid, bytes);
  }
  if (!keys.has(active)) problems.push(`VAULT_ACTIVE names "${active}", which is not in VAULT_KEYS.`);
  return { active, keys };
}
