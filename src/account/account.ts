import { DurableObject } from "cloudflare:workers";
import { configOf } from "../config.ts";
import { open, type SealedKind, type Sealer, seal } from "../crypto/envelope.ts";
import { type AccessDecision, type CredentialSummary, decideAccess, type GrantStatus } from "./access-decision.ts";
import { AccountDatabase } from "./account-database.ts";
import type { AuthorizationServerPort } from "./authorization-server-port.ts";
import { ChangeLog } from "./change-log.ts";
import type { StoredCredential, StoredToken } from "./credential.ts";
import { CredentialStore, isNewer, type ScopeChange } from "./credential-store.ts";
import { type DataExport, toDataExport } from "./data-export.ts";
import { type EventRevision, EventRevisions } from "./event-revisions.ts";
import { type GrantRecord, GrantStore } from "./grant-store.ts";
import { type Claim, IdempotencyStore } from "./idempotency-store.ts";
import { LockStore } from "./lock-store.ts";
import { PageSessions } from "./page-sessions.ts";
import { Preferences } from "./preferences.ts";
import { type Profile, ProfileCache } from "./profile-cache.ts";
import { RateLimiter } from "./rate-limiter.ts";
import { SessionStore } from "./session-store.ts";
import { type TokenOfClient, TokenRequests } from "./token-requests.ts";
import type { RevocationResult } from "./upstream-token.ts";

/**
 * One object per user, named by the uid: the place where reads follow writes. It caches the credential (KV alone can be a
 * minute behind), knows which grants are revoked, and limits and serialises what must not happen in parallel.
 */
export class Account extends DurableObject<Env> {
  readonly #uid: string;
  readonly #db: AccountDatabase;
  readonly #credentials: CredentialStore;
  readonly #grants: GrantStore;
  readonly #idempotency: IdempotencyStore;
  readonly #locks: LockStore;
  readonly #pageSessions: PageSessions;
  readonly #preferences: Preferences;
  readonly #profiles = new ProfileCache();
  readonly #rateLimiter = new RateLimiter();
  readonly #revisions: EventRevisions;
  readonly #sessions: SessionStore;
  readonly #tokenRequests: TokenRequests;
  /** Everything was deleted and the user has not connected since, as far as this object remembers. */
  #isDeleted = false;

  constructor(ctx: DurableObjectState, env: Env, authorizationServer: AuthorizationServerPort) {
    super(ctx, env);
    if (ctx.id.name === undefined) throw new Error("an account object must be named by its uid");
    this.#uid = ctx.id.name;
    const db = new AccountDatabase(ctx.storage);
    const sealer = this.#sealerFor("response");
    this.#db = db;
    this.#credentials = new CredentialStore(env, this.#uid);
    const mayStore = () => this.#credentials.exists();
    this.#grants = new GrantStore(db);
    this.#idempotency = new IdempotencyStore({ db, sealer, mayStore });
    this.#locks = new LockStore({ db, mayStore });
    this.#pageSessions = new PageSessions(db);
    this.#preferences = new Preferences(db);
    this.#revisions = new EventRevisions(db);
    this.#tokenRequests = new TokenRequests({ uid: this.#uid, db, sealer, grants: this.#grants, authorizationServer });
    this.#sessions = new SessionStore(db, (name) => env.MCP_SESSION.getByName(name).destroy());
  }

  /** Stores a verified credential, for all clients of the user. A newer sign-in wins, whichever request is last. */
  saveCredential(credential: StoredCredential): Promise<RevocationResult> {
    this.#isDeleted = false;
    return this.#credentials.save((current) => {
      if (current && isNewer(current, credential)) return current;
      // The old key may have leaked, and a session may have been opened with it.
      const isSameKey = credential.kind === "api_key" && current?.kind === "api_key" && credential.key === current.key;
      if (current?.kind === "api_key" && !isSameKey) this.#pageSessions.endAll();
      return credential;
    });
  }

  /**
   * Replaces the credential by another one of the same owner, and ends all sessions of the account page. The default
   * athlete stays.
   */
  replaceCredential(credential: StoredCredential): Promise<RevocationResult> {
    this.#pageSessions.endAll();
    return this.#credentials.save((current) => {
      // A token only gives access to its owner.
      const subject = credential.kind === "token" ? credential.subject : (current ?? credential).subject;
      return { ...credential, subject };
    });
  }

  /**
   * Stores `token` if it revoked the stored one, or if nothing is stored but grants exist. Returns whether it was stored.
   */
  replaceRevokedToken(token: StoredToken, hasGrants: boolean): Promise<boolean> {
    return this.#credentials.replaceRevoked(token, hasGrants);
  }

  updateTokenScopes(change: ScopeChange): Promise<boolean> {
    return this.#credentials.updateScopes(change);
  }

  reportUnauthorized(token: string): Promise<void> {
    return this.#credentials.reportUnauthorized(token);
  }

  /**
   * Deletes the credential, and ends all sessions of the account page. The grants stay, and are of no use until the user
   * connects again.
   */
  disconnect(): Promise<RevocationResult> {
    this.#pageSessions.endAll();
    return this.#credentials.delete();
  }

  /** For the user's own account page, which works without a grant. */
  readCredential(): Promise<StoredCredential | undefined> {
    return this.#credentials.readIfReadable();
  }

  async credentialSummary(): Promise<CredentialSummary | undefined> {
    const credential = await this.#credentials.readIfReadable();
    if (credential?.kind !== "token") return credential && { kind: credential.kind };
    const { kind, scopes, issuedAt } = credential;
    return { kind, scopes, issuedAt };
  }

  /** For every request with a grant. Counts as a use of it. */
  async checkGrant(grantId: string): Promise<GrantStatus> {
    const decision = await this.authorize(grantId);
    if (decision.state !== "allowed") return decision;
    this.#grants.recordUse(grantId);
    return { state: "active", remainingScopes: decision.remainingScopes };
  }

  /** For every call. `athleteId` is the athlete that the call names, if it names one. */
  authorize(grantId: string, athleteId?: string): Promise<AccessDecision> {
    return decideAccess({
      uid: this.#uid,
      athleteId,
      grant: this.#grants.find(grantId),
      credentials: this.#credentials,
      profiles: this.#profiles,
      requiresConfirmation: this.#preferences.requiresConfirmation,
    });
  }

  listGrants(): Record<string, GrantRecord> {
    return this.#grants.list();
  }

  /** Takes scopes back from a grant, at once for all its tokens: `scopes` are those that remain. */
  reduceScopes(grantId: string, scopes: readonly string[]): void {
    this.#grants.reduceScopes(grantId, scopes);
  }

  /** Revokes a grant at once, before its deletion from KV has reached every location. */
  revokeGrant(grantId: string): Promise<void> {
    return this.#tokenRequests.revokeGrant(grantId);
  }

  redeemToken(token: TokenOfClient, request: Request): Promise<Response> {
    return this.#tokenRequests.redeem(token, request);
  }

  /** Token revocation (RFC 7009). */
  revokeToken(token: Omit<TokenOfClient, "kind">, request: Request): Promise<Response> {
    return this.#tokenRequests.revokeToken(token, request);
  }

  /** Reserves one request to Intervals.icu. The apps of a user share its limit. */
  acquireRequest(app: string): { granted: boolean; wait: number } {
    return this.#rateLimiter.acquire(Date.now(), app);
  }

  cacheProfile(athleteId: string, profile: Profile): void {
    this.#profiles.set(athleteId, profile);
  }

  claimCall(key: string): Promise<Claim> {
    return this.#idempotency.claim(key);
  }

  completeCall(key: string, result: string): Promise<void> {
    return this.#idempotency.complete(key, result);
  }

  releaseCall(key: string): void {
    this.#idempotency.release(key);
  }

  interruptCall(key: string): void {
    this.#idempotency.interrupt(key);
  }

  clearCompletedCalls(): void {
    this.#idempotency.clearCompleted();
  }

  acquireLock(name: string): Promise<string | undefined> {
    return this.#locks.acquire(name);
  }

  renewLock(name: string, token: string): boolean {
    return this.#locks.renew(name, token);
  }

  releaseLock(name: string, token: string): void {
    this.#locks.release(name, token);
  }

  async saveEventRevisions(revisions: readonly EventRevision[]): Promise<void> {
    if (await this.#credentials.exists()) this.#revisions.save(revisions);
  }

  findEventRevision(key: string): string | undefined {
    return this.#revisions.find(key);
  }

  /** After every call that writes: changes that it logged must not outlive a deletion of the account meanwhile. */
  async cleanUpIfDeleted(): Promise<void> {
    if (this.#isDeleted) await this.#changeLog().deleteAll();
  }

  /** Adds a session object. The user's oldest ones end if there are too many. */
  addSession(name: string): Promise<void> {
    return this.#sessions.add(name);
  }

  hasSession(name: string): boolean {
    return this.#sessions.has(name);
  }

  removeSession(name: string): void {
    this.#sessions.remove(name);
  }

  /** Call only for a user who has just proved who they are. @returns the epoch that the session must carry */
  startPageSession(): string {
    return this.#pageSessions.start();
  }

  isPageSessionCurrent(epoch: string): boolean {
    return this.#pageSessions.isCurrent(epoch);
  }

  endPageSessions(): void {
    this.#pageSessions.endAll();
  }

  requiresConfirmation(): boolean {
    return this.#preferences.requiresConfirmation;
  }

  setRequiresConfirmation(required: boolean): void {
    this.#preferences.requiresConfirmation = required;
  }

  /** Everything that this object stores about the user, except secrets. */
  async exportData(): Promise<DataExport> {
    return toDataExport(await this.#credentials.readIfReadable(), this.#db.readAll());
  }

  /** Deletes the credential, the change log, the sessions and everything in this object. Revoke the grants first. */
  async deleteEverything(): Promise<RevocationResult> {
    this.#isDeleted = true;
    const credential = await this.#credentials.readIfReadable();
    if (credential?.kind === "demo") await this.env.DEMO_ATHLETE_OBJECT.getByName(credential.visitor).forget();
    await this.#changeLog().deleteAll();
    const revocation = await this.#credentials.delete();
    await this.#sessions.endAll();
    this.#profiles.clear();
    // A redemption that is in progress would store its token after the deletion.
    await this.#tokenRequests.whenIdle();
    await this.#db.deleteAll();
    return revocation;
  }

  #changeLog(): ChangeLog {
    return new ChangeLog(this.env.DB, configOf(this.env).vault, this.#uid);
  }

  /** Reads the keys when they are needed, because a broken configuration must not break the constructor. */
  #sealerFor(kind: SealedKind): Sealer {
    const owner = { uid: this.#uid, kind };
    return {
      seal: (plaintext) => seal(configOf(this.env).vault, owner, plaintext),
      open: async (envelope) => (await open(configOf(this.env).vault, owner, envelope)).plaintext,
    };
  }
}
