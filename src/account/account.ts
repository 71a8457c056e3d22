import { configOf } from "../config.ts";
import { VaultError } from "../crypto/envelope.ts";
import { log } from "../log.ts";
import type { AccessDecision, CredentialSummary, GrantStatus } from "./access-decision.ts";
import { ChangeLog } from "./change-log.ts";
import type { StoredCredential, StoredToken } from "./credential.ts";
import { isNewer, type ScopeChange } from "./credential-store.ts";
import { type DataExport, exportTables, withoutSecrets } from "./data-export.ts";
import { Usage } from "./grant-usage.ts";
import { Narrowed, withReducedScope } from "./granted-scopes.ts";
import { type Profile, ProfileCache } from "./profile-cache.ts";
import { RateLimiter } from "./rate-limiter.ts";
import { type PresentedToken, RefreshTokenRotation } from "./refresh-token-rotation.ts";
import { Ended } from "./revoked-grants.ts";
import { SerialQueue } from "./serial-queue.ts";
import { SessionList } from "./session-list.ts";
import type { RevocationResult } from "./upstream-token.ts";
import { ifVaultError, WriteDesk } from "./write-desk.ts";

/**
 * One object per person, named by their uid. It is the single place where reads follow writes: it fronts the vault
 * (KV alone is up to a minute behind elsewhere), knows which grants have ended, spends the budget of requests to
 * Intervals.icu and lets one token exchange through at a time.
 *
 * Objects are woken by whoever names a uid, so nothing is written before a person has connected.
 */
export abstract class Account extends WriteDesk {
  readonly #budget = new RateLimiter();
  readonly #profiles = new ProfileCache();
  readonly #gate: RefreshTokenRotation;
  readonly #turns = new SerialQueue();
  readonly #usage: Usage;
  readonly #ended: Ended;
  readonly #narrowed: Narrowed;
  readonly #sessions: SessionList;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#usage = new Usage(ctx.storage.sql);
    this.#ended = new Ended(ctx.storage.sql);
    this.#narrowed = new Narrowed(ctx.storage.sql);
    this.#sessions = new SessionList(ctx.storage.sql);
    this.#gate = new RefreshTokenRotation({
      sql: ctx.storage.sql,
      seal: (plaintext) => this.seal("answer", plaintext),
      open: (envelope) => this.open("answer", envelope),
      exchange: (request) => this.exchangeToken(request),
      endGrant: (grantId) => this.#endInTurn(grantId),
    });
  }

  /** The authorization server lies in a room before this one; the front door supplies it. */
  protected abstract exchangeToken(request: Request): Promise<Response>;
  protected abstract deleteGrant(grantId: string, uid: string): Promise<void>;
  /** Grants of the same app that are too many beside this one. */
  protected abstract surplusGrants(grantId: string, uid: string): Promise<string[]>;
  /** How much the authorization server knows of a token: itself as long as it is valid, and its grant. */
  protected abstract countRecords(token: string, grantId: string, uid: string): Promise<number>;

  /** Keeps a proven credential, for all clients of this person at once. */
  saveCredential(credential: StoredCredential): Promise<RevocationResult> {
    this.isErased = false;
    return this.credential.save((former) => (former && isNewer(former, credential) ? former : credential));
  }

  /** Puts a new credential of the same owner in the place of the old one; whom calls are about by default stays. */
  replaceCredential(credential: StoredCredential): Promise<RevocationResult> {
    return this.credential.save((former) => {
      // A token reaches nobody but its owner.
      const subject = credential.kind === "token" ? credential.subject : (former ?? credential).subject;
      return { ...credential, subject };
    });
  }

  /**
   * Keeps a new token if the one before died of it, or if nothing is kept although `hasConnections`. False: nobody
   * here needs it.
   */
  replaceRevokedToken(token: StoredToken, hasConnections: boolean): Promise<boolean> {
    return this.credential.replaceRevoked(token, hasConnections);
  }

  /** With what this person is connected, without what is secret about it. */
  async credentialSummary(): Promise<CredentialSummary | undefined> {
    const credential = await this.credential.read().catch(ifVaultError);
    if (credential?.kind !== "token") return credential && { kind: credential.kind };
    const { kind, scopes, issuedAt } = credential;
    return { kind, scopes, issuedAt };
  }

  /** Intervals.icu says what became of a permission. False: it concerns nothing that is kept. */
  updateTokenScopes(change: ScopeChange): Promise<boolean> {
    return this.credential.updateScopes(change);
  }

  /** Intervals.icu refused this token in a call. */
  reportUnauthorized(token: string): Promise<void> {
    return this.credential.reportUnauthorized(token);
  }

  /** Forgets the credential; grants stay, and do nothing until there is one again. */
  disconnect(): Promise<RevocationResult> {
    return this.credential.delete();
  }

  /** Everything that is kept here about the person, except what opens their account. */
  async exportData(): Promise<DataExport> {
    const credential = await this.credential.read().catch(ifVaultError);
    return { credential: credential && withoutSecrets(credential), tables: exportTables(this.ctx.storage.sql) };
  }

  /** Forgets the person: the credential, their sessions and everything in this object. Their grants are ended before. */
  async deleteEverything(): Promise<RevocationResult> {
    this.isErased = true;
    const credential = await this.credential.read().catch(ifVaultError);
    if (credential?.kind === "demo") await this.env.DEMO_ATHLETE_OBJECT.getByName(credential.visitor).forget();
    await new ChangeLog(this.env.DB, configOf(this.env).vault, this.uid).deleteAll();
    const tokenEnd = await this.credential.delete();
    const sessions = this.#sessions.list().map((id) => this.env.MCP_SESSION.getByName(id));
    // One that ends itself meanwhile rejects.
    await Promise.allSettled(sessions.map((session) => session.destroy()));
    this.#profiles.clear();
    await this.#turns.run(() => this.ctx.storage.deleteAll());
    return tokenEnd;
  }

  /** The last day (UTC) on which each grant was used. */
  lastUsed(): Record<string, string> {
    return this.#usage.all();
  }

  /** Takes scopes back from a connection, at once for every token that it has or gets: these are left. */
  reduceScopes(grantId: string, scopes: readonly string[]): void {
    this.#narrowed.narrow(grantId, scopes);
  }

  /** What is left to each connection that was narrowed. */
  grantedScopes(): Record<string, string[]> {
    return this.#narrowed.all();
  }

  /** A session of an older protocol has begun or ended, by the name of its object. */
  addSession(name: string): void {
    this.#sessions.add(name);
  }
  removeSession(name: string): void {
    this.#sessions.remove(name);
  }

  /** May this grant be served at all? */
  async checkGrant(grantId: string): Promise<GrantStatus> {
    const decision = await this.authorize(grantId);
    if (decision.state !== "allowed") return decision;
    this.#usage.note(grantId);
    return { state: "active", remainingScopes: decision.remainingScopes };
  }

  /** May this grant work, with what, and for whom? `athleteId` is what the call named, if it named anybody. */
  async authorize(grantId: string, athleteId?: string): Promise<AccessDecision> {
    if (this.#ended.has(grantId)) return { state: "revoked" };
    try {
      const credential = await this.credential.read();
      if (!credential) return { state: "disconnected" };
      const named = athleteId === credential.ownerId ? "0" : athleteId;
      const subject = named ?? credential.subject;
      return {
        state: "allowed",
        credential,
        subject,
        isDefault: subject === credential.subject,
        profile: this.#profiles.get(subject),
        requiresConfirmation: this.requiresConfirmation(),
        remainingScopes: this.#narrowed.all()[grantId],
      };
    } catch (error) {
      if (!(error instanceof VaultError)) throw error;
      if (error.reason === "unknown_key") return { state: "unavailable" };
      // Not what we stored: nobody is to work with it, and the operator should know.
      log.error("credential_refused", { uid: this.uid });
      return { state: "disconnected" };
    }
  }

  /** Keeps what hardly changes about an athlete in memory for a while: every call needs their zone and units. */
  cacheProfile(subject: string, profile: Profile): void {
    this.#profiles.set(subject, profile);
  }

  /** Ends a grant at once, before the deletion of its tokens has reached every location. */
  async revokeGrant(grantId: string): Promise<void> {
    this.#ended.note(grantId);
    await this.#turns.run(() => this.#endInTurn(grantId));
  }

  /** Reserves one request to Intervals.icu: milliseconds to wait before sending it, or how long until there is room. */
  acquireRequest(): { granted: boolean; wait: number } {
    return this.#budget.acquire(Date.now());
  }

  /** Redeems a code or refresh token, one at a time for this person. */
  redeemToken(token: PresentedToken, request: Request): Promise<Response> {
    return this.#turns.run(async () => {
      const left = token.kind === "refresh" ? this.#narrowed.all()[token.grantId] : undefined;
      const response = await this.#gate.redeem(token, left ? await withReducedScope(request, left) : request);
      const isNew = token.kind === "code" && response.status === 200;
      for (const id of isNew ? await this.surplusGrants(token.grantId, this.uid) : []) await this.#endInTurn(id);
      return response;
    });
  }

  /** A client gives a token back (RFC 7009). If the provider finds that it is theirs, its whole grant ends at once. */
  revokeToken({ grantId, token }: Pick<PresentedToken, "grantId" | "token">, request: Request): Promise<Response> {
    return this.#turns.run(async () => {
      const before = await this.countRecords(token, grantId, this.uid);
      const response = await this.exchangeToken(request);
      if ((await this.countRecords(token, grantId, this.uid)) < before) await this.#endInTurn(grantId);
      return response;
    });
  }

  /** While no token is being redeemed: what a redemption writes must not outlive the grant. */
  async #endInTurn(grantId: string): Promise<void> {
    this.#ended.note(grantId);
    await this.deleteGrant(grantId, this.uid);
  }
}
