import { DurableObject } from "cloudflare:workers";
import { configOf } from "../config.ts";
import { open, type Sealer, seal } from "../crypto/envelope.ts";
import { AccountDatabase } from "./account-database.ts";
import type { AttachmentPart, ChangeBatch, ChangePage, ChangeQuery, Settlement, StoreResult } from "./change-rows.ts";
import { ChangeStore } from "./change-store.ts";
import { CredentialStore } from "./credential-store.ts";
import { type EventRevision, EventRevisions } from "./event-revisions.ts";
import { type Claim, IdempotencyStore } from "./idempotency-store.ts";
import { LockStore } from "./lock-store.ts";

/** Stores something with a lifetime. */
export interface Expiring {
  deleteExpired(now: number): void;
  /** Milliseconds; infinite if nothing is stored that expires. */
  nextExpiry(): number;
}

/** What an account object stores of the calls that it serves: the change log, idempotency keys, locks and revisions. */
export abstract class CallRecords extends DurableObject<Env> {
  protected readonly uid: string;
  protected readonly db: AccountDatabase;
  protected readonly credentials: CredentialStore;
  protected readonly sealer: Sealer;
  readonly #changes: ChangeStore;
  readonly #idempotency: IdempotencyStore;
  readonly #locks: LockStore;
  readonly #revisions: EventRevisions;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    if (ctx.id.name === undefined) throw new Error("an account object must be named by its uid");
    const uid = ctx.id.name;
    const db = new AccountDatabase(ctx.storage);
    const credentials = new CredentialStore(env, uid);
    const owner = { uid, kind: "response" } as const;
    // Reads the keys when they are needed, because a broken configuration must not break the constructor.
    const sealer: Sealer = {
      seal: (plaintext) => seal(configOf(env).vault, owner, plaintext),
      open: async (envelope) => (await open(configOf(env).vault, owner, envelope)).plaintext,
    };
    const mayStore = () => credentials.exists();
    this.uid = uid;
    this.db = db;
    this.credentials = credentials;
    this.sealer = sealer;
    this.#changes = new ChangeStore({ db, credentialKind: () => credentials.kind() });
    this.#idempotency = new IdempotencyStore({ db, sealer, mayStore });
    this.#locks = new LockStore({ db, mayStore });
    this.#revisions = new EventRevisions(db);
  }

  protected get expiring(): Expiring[] {
    return [this.#changes, this.#idempotency, this.#locks, this.#revisions];
  }

  beginChanges(batch: ChangeBatch): Promise<StoreResult> {
    return this.#changes.begin(batch);
  }

  settleChanges(settlement: Settlement): void {
    this.#changes.settle(settlement);
  }

  listChanges(query: ChangeQuery): ChangePage {
    return this.#changes.list(query);
  }

  markChangeUndone(id: string): void {
    this.#changes.markUndone(id);
  }

  readChangeParts(attachment: Pick<AttachmentPart, "changeId" | "name"> & { from: number }): string[] {
    return this.#changes.readParts(attachment);
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
    if (await this.credentials.exists()) this.#revisions.save(revisions);
  }

  findEventRevision(key: string): string | undefined {
    return this.#revisions.find(key);
  }
}
