import * as z from "zod";

/** Where people look at their training themselves; links lead there, requests go to `intervalsUrl`. */
export const INTERVALS_SITE = "https://intervals.icu";

/** The master keys of the vault: all that can open, one that seals. */
export interface Keyring {
  active: string;
  keys: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

/** This deployment as an application at Intervals.icu, once its operator has registered one. */
export interface SignInApp {
  clientId: string;
  clientSecret: string;
  /** As registered there. */
  redirectUri: string;
}

/** Where Intervals.icu sends browsers back to, and where it tells us what became of permissions. */
export const SIGN_IN_PATH = "/sign-in/intervals";
export const WEBHOOK_PATH = "/webhooks/intervals";

export interface Config {
  /** Origin under which people reach this deployment, without a trailing slash. */
  publicUrl: string;
  /** The canonical resource (RFC 8707): the one URL that people paste. */
  resource: string;
  /** Origin of the Intervals.icu API. */
  intervalsUrl: string;
  demoAthlete: boolean;
  /** Missing: people connect with a key. */
  signIn: SignInApp | undefined;
  /** What Intervals.icu puts into its webhooks. Missing: there is no webhook. */
  webhookSecret: string | undefined;
  /** Where people report weaknesses (RFC 9116): an address of mail or the web. */
  securityContact: string;
  vault: Keyring;
  uidPepper: string;
}

/** The deployment cannot serve: `problems` says, one sentence each, what the operator must set. */
export class ConfigError extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(problems.join(" "));
    this.name = "ConfigError";
    this.problems = problems;
  }
}

/** So that `npm start` needs no secret. Never used on an origin that others can reach. */
const DEVELOPMENT = {
  VAULT_KEYS: JSON.stringify({ development: btoa("intervals-icu-remote-mcp-dev-key") }),
  VAULT_ACTIVE: "development",
  UID_PEPPER: "development",
};

const LOOPBACK_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** What the deployment says, parsed. @throws ConfigError naming every variable and secret that is missing or malformed. */
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
  const securityContact = env.SECURITY_CONTACT || `${publicUrl}/privacy#weaknesses`;
  if (!/^(mailto:|https?:\/\/)\S+$/.test(securityContact)) {
    problems.push("SECURITY_CONTACT must begin with mailto: or https://.");
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
    securityContact,
    vault,
    uidPepper,
  };
}

const SECRETS = [
  "VAULT_ACTIVE",
  "VAULT_KEYS",
  "INTERVALS_OAUTH_CLIENT_ID",
  "INTERVALS_OAUTH_CLIENT_SECRET",
  "INTERVALS_WEBHOOK_SECRET",
] as const;
const read = new WeakMap<Env, { of: string; config: Config }>();

/** `readConfig`, once per isolate and once more whenever a secret that may change does. */
export function configOf(env: Env): Config {
  const of = SECRETS.map((name) => env[name] ?? "").join(" ");
  const known = read.get(env);
  if (known?.of === of) return known.config;
  const config = readConfig(env);
  read.set(env, { of, config });
  return config;
}

function readOrigin(value: string, name: string, problems: string[]): string | undefined {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url && (url.protocol === "https:" || url.protocol === "http:") && url.pathname === "/" && !url.search) {
    return url.origin;
  }
  problems.push(`${name} must be an origin such as https://mcp.example.com, without a path.`);
  return undefined;
}

/** Both or nothing: secrets are set one after the other, and meanwhile the key goes on working. */
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
