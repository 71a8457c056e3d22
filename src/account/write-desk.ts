import { DurableObject } from "cloudflare:workers";
import { configOf } from "../config.ts";
import { open, type SealedKind, seal, VaultError } from "../crypto/envelope.ts";
import { ChangeLog } from "./change-log.ts";
import type { StoredCredential } from "./credential.ts";
import { CredentialStore } from "./credential-store.ts";
import { EventRevisions } from "./event-revisions.ts";
import { type Claim, IdempotencyStore } from "./idempotency-store.ts";
import { Preferences } from "./preferences.ts";

/**
 * The part of an account at which calls that write check in: what was made just now, what was shown last, and whether
 * the person wants to be asked.
 */
export abstract class WriteDesk extends DurableObject<Env> {
  protected readonly uid: string;
  protected readonly credential: CredentialStore;
  /** Everything was deleted, as long as this object remembers it and nobody has connected since. */
  protected isErased = false;
  readonly #ledger: IdempotencyStore;
  readonly #seen: EventRevisions;
  readonly #preferences: Preferences;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    if (ctx.id.name === undefined) throw new Error("an account is addressed by its uid");
    this.uid = ctx.id.name;
    this.credential = new CredentialStore(env, this.uid);
    this.#ledger = new IdempotencyStore(ctx.storage.sql);
    this.#seen = new EventRevisions(ctx.storage.sql);
    this.#preferences = new Preferences(ctx.storage.sql);
  }

  /** For the person themselves, who works without a connection of an app. Nothing where it cannot be opened. */
  readCredential(): Promise<StoredCredential | undefined> {
    return this.credential.read().catch(ifVaultError);
  }

  /** Whether a call that makes something is the first of its kind just now; see `Ledger`. */
  async claimCall(key: string): Promise<Claim> {
    for (;;) {
      await this.#ledger.whenFree(key);
      if (await this.#isGone()) return { state: "new" };
      const turn = this.#ledger.claim(key);
      if (turn) return turn.state === "completed" ? { ...turn, answer: await this.open("answer", turn.answer) } : turn;
    }
  }
  async completeCall(key: string, answer?: string): Promise<void> {
    const sealed = answer === undefined ? undefined : await this.seal("answer", answer);
    // Whoever waits for it goes on in either case.
    if (await this.#isGone()) this.#ledger.interrupt(key);
    else this.#ledger.end(key, sealed);
  }
  interruptCall(key: string): void {
    this.#ledger.interrupt(key);
  }
  async clearCompletedCalls(): Promise<void> {
    if (!(await this.#isGone())) this.#ledger.clearCompleted();
  }

  /** In which state entries of the calendar were shown; see `SeenEvents`. */
  async saveEventRevisions(seen: readonly { key: string; updated: string }[]): Promise<void> {
    if (!(await this.#isGone())) this.#seen.save(seen);
  }
  async findEventRevision(key: string): Promise<string | undefined> {
    return (await this.#isGone()) ? undefined : this.#seen.find(key);
  }

  /** A call that writes is over. What it noted of its changes must not outlive the deletion of everything else. */
  async cleanUpIfDeleted(): Promise<void> {
    if (this.isErased) await new ChangeLog(this.env.DB, configOf(this.env).vault, this.uid).deleteAll();
  }

  /** Whether calls that destroy or touch much ask first. The person alone decides. */
  requiresConfirmation(): boolean {
    return this.#preferences.asksFirst;
  }
  setRequiresConfirmation(wanted: boolean): void {
    this.#preferences.asksFirst = wanted;
  }

  protected seal(kind: SealedKind, plaintext: string): Promise<string> {
    return seal(configOf(this.env).vault, { uid: this.uid, kind }, plaintext);
  }
  protected async open(kind: SealedKind, envelope: string): Promise<string> {
    return (await open(configOf(this.env).vault, { uid: this.uid, kind }, envelope)).plaintext;
  }

  /** Everything may have been deleted while a call was at work: it may finish, and writes nothing down any more. */
  async #isGone(): Promise<boolean> {
    const credential = await this.credential.read().catch((error) => ifVaultError(error) ?? "unreadable");
    return credential === undefined;
  }
}

export function ifVaultError(error: unknown): undefined {
  if (!(error instanceof VaultError)) throw error;
}
