import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "../src/config.ts";

const KEYS = JSON.stringify({ k1: btoa("0123456789abcdef0123456789abcdef") });
const whole = { ...env, PUBLIC_URL: "https://mcp.example.com", VAULT_KEYS: KEYS, VAULT_ACTIVE: "k1", UID_PEPPER: "p" };
const problemsOf = (change: Partial<Cloudflare.Env>) => {
  try {
    readConfig({ ...whole, ...change });
    return [];
  } catch (error) {
    return error instanceof ConfigError ? error.problems : [String(error)];
  }
};
const without = (name: keyof typeof whole) => {
  const { [name]: _, ...rest } = whole;
  try {
    readConfig(rest as Cloudflare.Env);
    return [];
  } catch (error) {
    return error instanceof ConfigError ? error.problems : [String(error)];
  }
};

describe("the configuration", () => {
  it("contains the canonical resource URL", () => {
    expect(readConfig(whole).resource).toBe("https://mcp.example.com/mcp");
  });

  it.each(["VAULT_KEYS", "VAULT_ACTIVE", "UID_PEPPER"] as const)(
    "reports that the secret %s is missing and how to set it",
    (name) => {
      expect(without(name).join()).toContain(`npx wrangler secret put ${name}`);
    },
  );

  it("needs no secrets on localhost", () => {
    const { VAULT_KEYS: _k, VAULT_ACTIVE: _a, UID_PEPPER: _p, ...rest } = whole;
    expect(readConfig({ ...rest, PUBLIC_URL: "http://localhost:8787" }).vault.active).toBe("development");
  });

  it("enables the sign-in with Intervals.icu when both of its secrets are set", () => {
    const [id, secret] = [{ INTERVALS_OAUTH_CLIENT_ID: "315" }, { INTERVALS_OAUTH_CLIENT_SECRET: "s" }];
    for (const half of [{}, id, secret]) expect(readConfig({ ...whole, ...half }).signIn).toBeUndefined();
    expect(readConfig({ ...whole, ...id, ...secret }).signIn).toEqual({
      clientId: "315",
      clientSecret: "s",
      redirectUri: "https://mcp.example.com/sign-in/intervals",
    });
  });

  it.each([
    [{ PUBLIC_URL: "http://mcp.example.com" }, "must be https"],
    [{ PUBLIC_URL: "https://mcp.example.com/mcp" }, "without a path"],
    [{ PUBLIC_URL: "mcp.example.com" }, "must be an origin"],
    [{ INTERVALS_API_URL: "intervals" }, "INTERVALS_API_URL must be an origin"],
    [{ VAULT_KEYS: "secret" }, "VAULT_KEYS must be JSON"],
    [{ VAULT_KEYS: '{"k1":"c2hvcnQ="}' }, "has 5 bytes, it needs 32"],
    [{ VAULT_ACTIVE: "k9" }, 'names "k9", which is not in VAULT_KEYS'],
  ])("rejects %o", (change, problem) => {
    expect(problemsOf(change).join()).toContain(problem);
  });
});
