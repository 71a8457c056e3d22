import { configOf } from "../config.ts";
import { VaultError } from "../crypto/envelope.ts";
import type { Admission, ConnectedWith, Standing } from "./access-decision.ts";
import { ChangeJournal } from "./change-log.ts";
import type { StoredCredential, StoredToken } from "./credential.ts";
import { outlives, type ScopeChange } from "./credential-store.ts";
import { type Held, tablesIn, withoutSecret } from "./data-export.ts";
import { Usage } from "./grant-usage.ts";
import { askForLess, Narrowed } from "./granted-scopes.ts";
import { type Profile, Profiles } from "./profile-cache.ts";
import { Budget } from "./rate-limiter.ts";
import { type RedeemedToken, TokenGate } from "./refresh-token-rotation.ts";
import { Ended } from "./revoked-grants.ts";
import { Turns } from "./serial-queue.ts";
import { Sessions } from "./session-list.ts";
import type { TokenEnd } from "./upstream-token.ts";
import { ifVaultError, WriteDesk } from "./write-desk.ts";

/**
 * One object per person, named by their uid. It is the single place where reads follow writes: it fronts the vault
 * (KV alone is up to a minute behind elsewhere), knows which grants have ended, spends the budget of requests to
 * Intervals.icu and lets one token exchange through at a time.
 *
 * Objects are woken by whoever names a uid, so nothing is written before a person has connected.
 */
export abstract class Account extends WriteDesk {
  readonly #budget = new Budget();
  readonly #profiles = new Profiles();
  readonly #gate: TokenGate;
  readonly #turns = new Turns();
  readonly #usage: Usage;
  readonly #ended: Ended;
  readonly #narrowed: Narrowed;
  readonly #sessions: Sessions;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#usage = new Usage(ctx.storage.sql);
    this.#ended = new Ended(ctx.storage.sql);
    this.#narrowed = new Narrowed(ctx.storage.sql);
    this.#sessions = new Sessions(ctx.storage.sql);
    this.#gate = new TokenGate({
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
  keep(credential: StoredCredential): Promise<TokenEnd> {
    this.isErased = false;
    return this.credential.keep((former) => (former && outlives(former, credential) ? former : credential));
  }

  /** Puts a new credential of the same owner in the place of the old one; whom calls are about by default stays. */
  replace(credential: StoredCredential): Promise<TokenEnd> {
    return this.credential.keep((former) => {
      // A token reaches nobody but its owner.
      const subject = credential.kind === "token" ? credential.subject : (former ?? credential).subject;
      return { ...credential, subject };
    });
  }

  /**
   * Keeps a new token if the one before died of it, or if nothing is kept although `hasConnections`. False: nobody
   * here needs it.
   */
  renew(token: StoredToken, hasConnections: boolean): Promise<boolean> {
    return this.credential.renew(token, hasConnections);
  }

  /** With what this person is connected, without what is secret about it. */
  async connectedWith(): Promise<ConnectedWith | undefined> {
    const credential = await this.credential.read().catch(ifVaultError);
    if (credential?.kind !== "token") return credential && { kind: credential.kind };
    const { kind, scopes, since } = credential;
    return { kind, scopes, since };
  }

  /** Intervals.icu says what became of a permission. False: it concerns nothing that is kept. */
  changeScopes(change: ScopeChange): Promise<boolean> {
    return this.credential.changeScopes(change);
  }

  /** Intervals.icu refused this token in a call. */
  doubt(token: string): Promise<void> {
    return this.credential.doubt(token);
  }

  /** Forgets the credential; grants stay, and do nothing until there is one again. */
  disconnect(): Promise<TokenEnd> {
    return this.credential.forget();
  }

  /** Everything that is kept here about the person, except what opens their account. */
  async held(): Promise<Held> {
    const credential = await this.credential.read().catch(ifVaultError);
    return { credential: credential && withoutSecret(credential), tables: tablesIn(this.ctx.storage.sql) };
  }

  /** Forgets the person: the credential, their sessions and everything in this object. Their grants are ended before. */
  async erase(): Promise<TokenEnd> {
    this.isErased = true;
    const credential = await this.credential.read().catch(ifVaultError);
    if (credential?.kind === "demo") await this.env.DEMO_ATHLETE_OBJECT.getByName(credential.visitor).forget();
    await new ChangeJournal(this.env.DB, configOf(this.env).vault, this.uid).forget();
    const tokenEnd = await this.credential.forget();
    const sessions = this.#sessions.all().map((id) => this.env.MCP_SESSION.getByName(id));
    // One that ends itself meanwhile rejects.
    await Promise.allSettled(sessions.map((session) => session.destroy()));
    this.#profiles.forget();
    await this.#turns.take(() => this.ctx.storage.deleteAll());
    return tokenEnd;
  }

  /** The last day (UTC) on which each grant was used. */
  lastUsed(): Record<string, string> {
    return this.#usage.all();
  }

  /** Takes scopes back from a connection, at once for every token that it has or gets: these are left. */
  narrow(grantId: string, scopes: readonly string[]): void {
    this.#narrowed.narrow(grantId, scopes);
  }

  /** What is left to each connection that was narrowed. */
  narrowed(): Record<string, string[]> {
    return this.#narrowed.all();
  }

  /** A session of an older protocol has begun or ended, by the name of its object. */
  noteSession(name: string): void {
    this.#sessions.note(name);
  }
  forgetSession(name: string): void {
    this.#sessions.forget(name);
  }

  /** May this grant be served at all? */
  async check(grantId: string): Promise<Standing> {
    const admission = await this.admit(grantId);
    if (admission.state !== "admitted") return admission;
    this.#usage.note(grantId);
    return { state: "open", left: admission.left };
  }

  /** May this grant work, with what, and for whom? `athleteId` is what the call named, if it named anybody. */
  async admit(grantId: string, athleteId?: string): Promise<Admission> {
    if (this.#ended.has(grantId)) return { state: "ended" };
    try {
      const credential = await this.credential.read();
      if (!credential) return { state: "disconnected" };
      const named = athleteId === credential.ownerId ? "0" : athleteId;
      const subject = named ?? credential.subject;
      return {
        state: "admitted",
        credential,
        subject,
        isDefault: subject === credential.subject,
        profile: this.#profiles.recall(subject),
        asksFirst: this.asksFirst(),
        left: this.#narrowed.all()[grantId],
      };
    } catch (error) {
      if (!(error instanceof VaultError)) throw error;
      if (error.reason === "unknown_key") return { state: "locked" };
      // Not what we stored: nobody is to work with it, and the operator should know.
      console.error(JSON.stringify({ event: "vault_refused", uid: this.uid }));
      return { state: "disconnected" };
    }
  }

  /** Keeps what hardly changes about an athlete in memory for a while: every call needs their zone and units. */
  remember(subject: string, profile: Profile): void {
    this.#profiles.remember(subject, profile);
  }

  /** Ends a grant at once, before the deletion of its tokens has reached every location. */
  async end(grantId: string): Promise<void> {
    this.#ended.note(grantId);
    await this.#turns.take(() => this.#endInTurn(grantId));
  }

  /** Reserves one request to Intervals.icu: milliseconds to wait before sending it, or how long until there is room. */
  spend(): { granted: boolean; wait: number } {
    return this.#budget.spend(Date.now());
  }

  /** Redeems a code or refresh token, one at a time for this person. */
  redeem(token: RedeemedToken, request: Request): Promise<Response> {
    return this.#turns.take(async () => {
      const left = token.kind === "refresh" ? this.#narrowed.all()[token.grantId] : undefined;
      const response = await this.#gate.redeem(token, left ? await askForLess(request, left) : request);
      const isNew = token.kind === "code" && response.status === 200;
      for (const id of isNew ? await this.surplusGrants(token.grantId, this.uid) : []) await this.#endInTurn(id);
      return response;
    });
  }

  /** A client gives a token back (RFC 7009). If the provider finds that it is theirs, its whole grant ends at once. */
  giveBack({ grantId, token }: Pick<RedeemedToken, "grantId" | "token">, request: Request): Promise<Response> {
    return this.#turns.take(async () => {
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
