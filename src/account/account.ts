import { log } from "../log.ts";
import {
  type AccessDecision,
  type CredentialSummary,
  checkGrant,
  decideAccess,
  type GrantStatus,
  type PresentedGrant,
} from "./access-decision.ts";
import { unusedSince } from "./account-directory.ts";
import type { AuthorizationServerPort } from "./authorization-server-port.ts";
import { CallRecords, type Expiring } from "./call-records.ts";
import type { StoredCredential, StoredToken } from "./credential.ts";
import { isNewer, type ScopeChange } from "./credential-store.ts";
import { type DataExport, toDataExport } from "./data-export.ts";
import { DemoExpiry } from "./demo-expiry.ts";
import { type GrantRecord, GrantStore } from "./grant-store.ts";
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
export class Account extends CallRecords {
  readonly #demoExpiry: DemoExpiry;
  readonly #grants: GrantStore;
  readonly #pageSessions: PageSessions;
  readonly #preferences: Preferences;
  readonly #profiles = new ProfileCache();
  readonly #rateLimiter = new RateLimiter();
  readonly #sessions: SessionStore;
  readonly #tokenRequests: TokenRequests;

  constructor(ctx: DurableObjectState, env: Env, authorizationServer: AuthorizationServerPort) {
    super(ctx, env);
    const { uid, db, sealer } = this;
    this.#demoExpiry = new DemoExpiry(db);
    this.#grants = new GrantStore(db);
    this.#pageSessions = new PageSessions(db);
    this.#preferences = new Preferences(db);
    this.#tokenRequests = new TokenRequests({ uid, db, sealer, grants: this.#grants, authorizationServer });
    this.#sessions = new SessionStore(db, (name) => env.MCP_SESSION.getByName(name).destroy());
  }

  /** Stores a verified credential, for all clients of the user. A newer sign-in wins, whichever request is last. */
  saveCredential(credential: StoredCredential): Promise<RevocationResult> {
    if (credential.kind === "demo") this.#demoExpiry.postpone();
    return this.credentials.save((current) => {
      if (current && isNewer(current, credential)) return current;
      // The old key may have leaked, and a session may have been opened with it.
      const isSameKey = credential.kind === "api_key" && current?.kind === "api_key" && credential.key === current.key;
      if (current?.kind === "api_key" && !isSameKey) this.#pageSessions.endAll();
      return credential;
    });
  }

  /** Replaces the credential by another one of the same owner, and ends all sessions of the account page. */
  replaceCredential(credential: StoredCredential): Promise<RevocationResult> {
    this.#pageSessions.endAll();
    return this.credentials.save(() => credential);
  }

  /**
   * Stores `token` if it revoked the stored one, or if nothing is stored but grants exist. Returns whether it was stored.
   */
  replaceRevokedToken(token: StoredToken, hasGrants: boolean): Promise<boolean> {
    return this.credentials.replaceRevoked(token, hasGrants);
  }

  updateTokenScopes(change: ScopeChange): Promise<boolean> {
    return this.credentials.updateScopes(change);
  }

  reportUnauthorized(token: string): Promise<void> {
    return this.credentials.reportUnauthorized(token);
  }

  /**
   * Deletes the credential, and ends all sessions of the account page. The grants stay, and are of no use until the user
   * connects again.
   */
  disconnect(): Promise<RevocationResult> {
    this.#pageSessions.endAll();
    return this.credentials.delete();
  }

  /** For the user's own account page, which works without a grant. */
  readCredential(): Promise<StoredCredential | undefined> {
    return this.credentials.readIfReadable();
  }

  async credentialSummary(): Promise<CredentialSummary | undefined> {
    const credential = await this.credentials.readIfReadable();
    if (credential?.kind !== "token") return credential && { kind: credential.kind };
    const { kind, scopes, issuedAt } = credential;
    return { kind, scopes, issuedAt };
  }

  /** For every request with a grant. Counts as a use of it. */
  async checkGrant(grantId: string): Promise<GrantStatus> {
    const grant = this.#grants.find(grantId);
    const status = await checkGrant({ uid: this.uid, grant, credentials: this.credentials });
    if (status.state !== "active") return status;
    if (this.#grants.recordUse(grantId)) this.ctx.waitUntil(this.#recordFirstUse(status.credential.kind));
    return { state: "active", remainingScopes: status.remainingScopes };
  }

  /** For every call. `athleteId` is the athlete that the call names, if it names one. */
  authorize({ grantId, ...access }: PresentedGrant, athleteId?: string): Promise<AccessDecision> {
    return decideAccess({
      uid: this.uid,
      access,
      athleteId,
      grant: this.#grants.find(grantId),
      credentials: this.credentials,
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

  /** Everything that this object stores about the user, except secrets and the change log. */
  async exportData(): Promise<DataExport> {
    const tables = this.db.readAll({ except: ["changes", "change_attachments"] });
    return toDataExport(await this.credentials.readIfReadable(), tables);
  }

  /** Deletes what has expired, and sets the next alarm. */
  override async alarm(): Promise<void> {
    this.db.alarmRan();
    if (this.#demoExpiry.nextExpiry() <= Date.now()) {
      await this.deleteEverything();
      return;
    }
    const expiring: Expiring[] = [...this.expiring, this.#pageSessions, this.#tokenRequests];
    for (const store of expiring) store.deleteExpired(Date.now());
    const next = Math.min(this.#demoExpiry.nextExpiry(), ...expiring.map((store) => store.nextExpiry()));
    if (next < Number.POSITIVE_INFINITY) this.db.wakeAt(next);
  }

  /** Deletes the credential, the sessions and everything in this object. Revoke the grants first. */
  async deleteEverything(): Promise<RevocationResult> {
    const credential = await this.credentials.readIfReadable();
    if (credential?.kind === "demo") await this.env.DEMO_ATHLETE_OBJECT.getByName(credential.visitor).forget();
    const revocation = await this.credentials.delete();
    await this.#sessions.endAll();
    this.#profiles.clear();
    // A redemption that is in progress would store its token after the deletion.
    await this.#tokenRequests.whenIdle();
    await this.db.deleteAll();
    return revocation;
  }

  /** For the operator: seals the credential with the active master key. */
  resealCredential(): Promise<"resealed" | "unreadable" | "missing"> {
    return this.credentials.reseal();
  }

  /** For the operator: deletes an account that has not been used for 13 months. */
  async deleteIfUnused(): Promise<"deleted" | "in_use"> {
    const days = [this.#grants.lastUsedOn(), (await this.readCredential())?.savedOn];
    if (days.some((day) => day !== undefined && day > unusedSince())) {
      await this.credentials.recordUse();
      return "in_use";
    }
    await this.deleteEverything();
    return "deleted";
  }

  async #recordFirstUse(kind: StoredCredential["kind"]): Promise<void> {
    if (kind === "demo") this.#demoExpiry.postpone();
    await this.credentials.recordUse().catch(log.exception);
  }
}
