import { configOf } from "../config.ts";
import { open, type SealedFor, seal, VaultError } from "../crypto/envelope.ts";
import { DEMO_RETENTION_DAYS } from "../sandbox/retention.ts";
import { AccountIndex } from "./account-index.ts";
import { StoredCredential, type StoredToken } from "./credential.ts";
import { SerialQueue } from "./serial-queue.ts";
import { isUpstreamTokenRevoked, type RevocationResult, revokeUpstreamToken } from "./upstream-token.ts";
import { today } from "./utc-day.ts";

/** A change of what the user allows this app at Intervals.icu, as its webhook reports it. */
export interface ScopeChange {
  scopes: string[];
  /** The user revoked the permission, so the token is dead. */
  deauthorized: boolean;
  /** Milliseconds. */
  at: number;
}

/** Whether a sign-in is newer than another. It revoked the older one's token at Intervals.icu. */
export const isNewer = (one: StoredCredential, other: StoredCredential): boolean =>
  one.kind === "token" && other.kind === "token" && one.issuedAt > other.issuedAt;

/**
 * The credential of one user: sealed in KV, opened in memory. Changes are serialised, because KV has no compare-and-set.
 * Intervals.icu keeps one token per app and athlete (docs/intervals-api.md §6.2), so issuing a token revokes the previous
 * one: a new token is stored at once, and a token that an API key replaces is revoked.
 */
export class CredentialStore {
  readonly #env: Env;
  readonly #uid: string;
  readonly #index: AccountIndex;
  readonly #queue = new SerialQueue();
  /** `null`: known to be deleted, even while KV still returns it at other locations. */
  #cached: StoredCredential | null | undefined;

  constructor(env: Env, uid: string) {
    this.#env = env;
    this.#uid = uid;
    this.#index = new AccountIndex(env.DB, uid);
  }

  /** @throws VaultError */
  async read(): Promise<StoredCredential | undefined> {
    if (this.#cached !== undefined) return this.#cached ?? undefined;
    const envelope = await this.#env.CREDENTIALS.get(this.#key);
    if (envelope === null) return undefined;
    const { plaintext, sealedWithActiveKey } = await open(configOf(this.#env).vault, this.#owner, envelope);
    const credential = StoredCredential.parse(JSON.parse(plaintext));
    if (this.#cached !== undefined) return this.#cached ?? undefined;
    if (sealedWithActiveKey) this.#cached = credential;
    else await this.#write(credential);
    return credential;
  }

  /** Undefined also if the stored credential cannot be opened. */
  async readIfReadable(): Promise<StoredCredential | undefined> {
    try {
      return await this.read();
    } catch (error) {
      if (error instanceof VaultError) return undefined;
      throw error;
    }
  }

  /** Whether anything is stored, readable or not. */
  async exists(): Promise<boolean> {
    try {
      return (await this.read()) !== undefined;
    } catch (error) {
      if (error instanceof VaultError) return true;
      throw error;
    }
  }

  /** How the user is connected, also if the credential cannot be opened. Undefined if none is stored. */
  async kind(): Promise<StoredCredential["kind"] | "unreadable" | undefined> {
    const credential = await this.readIfReadable();
    return credential?.kind ?? ((await this.exists()) ? "unreadable" : undefined);
  }

  /** Stores what `change` makes of the current credential. Revokes a token that is no longer needed. */
  async save(change: (current: StoredCredential | undefined) => StoredCredential): Promise<RevocationResult> {
    const replaced = await this.#serially(async () => {
      const current = await this.readIfReadable();
      const credential = { ...change(current), savedOn: today() };
      await this.#write(credential);
      return credential.kind === "token" ? undefined : current;
    });
    return this.#revoke(replaced);
  }

  /**
   * Stores a token that was issued for another purpose if issuing it revoked the stored one, or if nothing is stored and
   * `isNeeded`. Returns whether it was stored.
   */
  replaceRevoked(token: StoredToken, isNeeded: boolean): Promise<boolean> {
    return this.#serially(async () => {
      const current = await this.readIfReadable();
      if (current ? current.kind !== "token" || isNewer(current, token) : !isNeeded) return false;
      await this.#write({ ...token, savedOn: today() });
      return true;
    });
  }

  /**
   * Applies a change that Intervals.icu reported. Reports can be repeated and arrive out of order: scopes older than the
   * stored ones are ignored, and Intervals.icu is asked whether it has really revoked the token that is stored now.
   * Returns whether the change applied.
   */
  async updateScopes({ scopes, deauthorized, at }: ScopeChange): Promise<boolean> {
    if (deauthorized) {
      const current = await this.readIfReadable();
      if (current?.kind !== "token") return false;
      await this.reportUnauthorized(current.token);
      return !(await this.exists());
    }
    return this.#serially(async () => {
      const current = await this.read();
      if (current?.kind !== "token" || at < (current.scopesAt ?? current.issuedAt)) return false;
      // A clock that is ahead must not make later changes look old.
      await this.#write({ ...current, scopes, scopesAt: Math.min(at, Date.now()) });
      return true;
    });
  }

  /** Intervals.icu answered 401 to this token. If it refuses it a second time, the token is deleted. */
  async reportUnauthorized(token: string): Promise<void> {
    const reported = this.#cached;
    const isCurrent = () => this.#cached?.kind === "token" && this.#cached.token === token;
    if (reported?.kind !== "token" || !isCurrent() || !(await isUpstreamTokenRevoked(this.#env, reported))) return;
    await this.#serially(async () => {
      if (isCurrent()) await this.#delete();
    });
  }

  /** The first use of a day: keeps the index current, and the credential of a demo visitor. Nobody waits for it. */
  recordUse(): Promise<void> {
    return this.#serially(async () => {
      const current = await this.readIfReadable();
      if (current?.kind === "demo") await this.#write(current);
      else if (current) await this.#index.record({ kind: current.kind, keyId: configOf(this.#env).vault.active });
    });
  }

  /** Seals the credential with the active key, which reading it does, and says so in the index. */
  async reseal(): Promise<"resealed" | "unreadable" | "missing"> {
    const kind = await this.kind();
    if (kind === "unreadable") return "unreadable";
    if (kind === undefined) await this.#index.delete();
    else await this.#index.record({ kind, keyId: configOf(this.#env).vault.active });
    return kind === undefined ? "missing" : "resealed";
  }

  async delete(): Promise<RevocationResult> {
    const current = await this.readIfReadable();
    await this.#serially(() => this.#delete());
    return this.#revoke(current);
  }

  async #write(credential: StoredCredential): Promise<void> {
    const envelope = await seal(configOf(this.#env).vault, this.#owner, JSON.stringify(credential));
    const expiry = credential.kind === "demo" ? { expirationTtl: DEMO_RETENTION_DAYS * 86_400 } : {};
    await this.#env.CREDENTIALS.put(this.#key, envelope, expiry);
    this.#cached = credential;
    void this.#index.record({ kind: credential.kind, keyId: configOf(this.#env).vault.active });
  }

  async #delete(): Promise<void> {
    await this.#env.CREDENTIALS.delete(this.#key);
    this.#cached = null;
    await this.#index.delete();
  }

  async #revoke(replaced: StoredCredential | undefined): Promise<RevocationResult> {
    return replaced?.kind === "token" ? revokeUpstreamToken(this.#env, replaced) : "none";
  }

  #serially<Result>(change: () => Promise<Result>): Promise<Result> {
    return this.#queue.run("credential", change);
  }

  get #key(): string {
    return `credential:${this.#uid}`;
  }

  get #owner(): SealedFor {
    return { uid: this.#uid, kind: "credential" };
  }
}
