import { configOf } from "../config.ts";
import { open, type SealedFor, seal, VaultError } from "../crypto/envelope.ts";
import { StoredCredential, type StoredToken } from "./credential.ts";
import { isUpstreamTokenRevoked, type RevocationResult, revokeUpstreamToken } from "./upstream-token.ts";

/** What Intervals.icu says became of a person's permission. */
export interface ScopeChange {
  scopes: string[];
  /** The person took the permission back: the token is dead. */
  deauthorized: boolean;
  /** Milliseconds. */
  at: number;
}

/** Of two sign-ins the later one lives, whichever page is answered last: it ended the other at Intervals.icu. */
export const isNewer = (former: StoredCredential, later: StoredCredential): boolean =>
  former.kind === "token" && later.kind === "token" && former.issuedAt > later.issuedAt;

/**
 * The credential of one person: sealed in KV, open in memory. Changes happen one at a time, because KV cannot compare
 * before it writes. Intervals.icu keeps one token per application and athlete (docs/intervals-api.md §6.2): a new one is kept as soon
 * as it is there, since the one before is dead already, and none is left alive there once a key has taken its place.
 */
export class CredentialStore {
  readonly #env: Env;
  readonly #uid: string;
  /** `null`: known to be gone, even while KV still shows it elsewhere. */
  #known: StoredCredential | null | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(env: Env, uid: string) {
    this.#env = env;
    this.#uid = uid;
  }

  /** @throws VaultError */
  async read(): Promise<StoredCredential | undefined> {
    if (this.#known !== undefined) return this.#known ?? undefined;
    const envelope = await this.#env.CREDENTIALS.get(this.#key);
    if (envelope === null) return undefined;
    const { plaintext, sealedWithActiveKey } = await open(configOf(this.#env).vault, this.#sealedFor, envelope);
    const credential = StoredCredential.parse(JSON.parse(plaintext));
    if (this.#known !== undefined) return this.#known ?? undefined;
    if (sealedWithActiveKey) this.#known = credential;
    else await this.#write(credential);
    return credential;
  }

  /** Puts a credential in the place of whatever was there; `change` may take something over from that. */
  async save(change: (former: StoredCredential | undefined) => StoredCredential): Promise<RevocationResult> {
    const superseded = await this.#inTurn(async () => {
      const former = await this.#readIfOpen();
      const credential = change(former);
      await this.#write(credential);
      return credential.kind === "token" ? undefined : former;
    });
    return this.#end(superseded);
  }

  /** A token that was issued for another purpose takes the place of one that died of it. */
  replaceRevoked(token: StoredToken, keepsNothingElse: boolean): Promise<boolean> {
    return this.#inTurn(async () => {
      const former = await this.#readIfOpen();
      if (former ? former.kind !== "token" || isNewer(former, token) : !keepsNothingElse) return false;
      await this.#write(token);
      return true;
    });
  }

  /** What is older than the token is about one before it. */
  updateScopes({ scopes, deauthorized, at }: ScopeChange): Promise<boolean> {
    return this.#inTurn(async () => {
      const former = await this.read();
      if (former?.kind !== "token" || at < former.issuedAt) return false;
      await (deauthorized ? this.#delete() : this.#write({ ...former, scopes }));
      return true;
    });
  }

  /** Intervals.icu refused this token. If it still does when asked who its owner is, nothing is to work with it again. */
  async reportUnauthorized(token: string): Promise<void> {
    const isKept = () => this.#known?.kind === "token" && this.#known.token === token;
    const doubted = this.#known;
    if (doubted?.kind !== "token" || !isKept() || !(await isUpstreamTokenRevoked(this.#env, doubted))) return;
    await this.#inTurn(async () => {
      if (isKept()) await this.#delete();
    });
  }

  async delete(): Promise<RevocationResult> {
    const former = await this.#readIfOpen();
    await this.#inTurn(() => this.#delete());
    return this.#end(former);
  }

  /** What cannot be opened is not there, for who replaces or deletes it. */
  async #readIfOpen(): Promise<StoredCredential | undefined> {
    try {
      return await this.read();
    } catch (error) {
      if (error instanceof VaultError) return undefined;
      throw error;
    }
  }

  async #write(credential: StoredCredential): Promise<void> {
    const envelope = await seal(configOf(this.#env).vault, this.#sealedFor, JSON.stringify(credential));
    await this.#env.CREDENTIALS.put(this.#key, envelope);
    this.#known = credential;
  }

  async #delete(): Promise<void> {
    await this.#env.CREDENTIALS.delete(this.#key);
    this.#known = null;
  }

  async #end(former: StoredCredential | undefined): Promise<RevocationResult> {
    return former?.kind === "token" ? revokeUpstreamToken(this.#env, former) : "none";
  }

  #inTurn<Result>(change: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(change);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  get #key(): string {
    return `credential:${this.#uid}`;
  }

  get #sealedFor(): SealedFor {
    return { uid: this.#uid, kind: "credential" };
  }
}
