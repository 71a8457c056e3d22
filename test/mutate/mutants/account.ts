import type { Mutant } from "../mutant.ts";

const idempotency = { file: "src/account/idempotency-store.ts", tests: ["test/account/idempotency-store.test.ts"] };
const rotation = {
  file: "src/account/refresh-token-rotation.ts",
  tests: ["test/account/refresh-token-rotation.test.ts"],
};
const credentials = {
  file: "src/account/credential-store.ts",
  tests: ["test/account/rotation.test.ts", "test/sign-in/", "test/account-page/"],
};
const access = {
  file: "src/account/access-decision.ts",
  tests: ["test/attacks/tokens.test.ts", "test/attacks/deletion.test.ts"],
};
const undo = { file: "src/changes/undo.ts", tests: ["test/changes/undo.test.ts"] };
const changeLog = { file: "src/account/change-store.ts", tests: ["test/account/change-log.test.ts"] };

/** The account object, its stores, and undo. */
export const ACCOUNT: readonly Mutant[] = [
  {
    file: "src/account/session-store.ts",
    breaks: "a user may have any number of sessions",
    find: "await this.#endOldest(MAX_SESSIONS);",
    replace: "",
    tests: ["test/account/session-store.test.ts", "test/attacks/sessions.test.ts"],
  },
  {
    ...idempotency,
    breaks: "a call repeated after eleven seconds is made twice",
    find: "WINDOW_MILLISECONDS = 10 * 60_000",
    replace: "WINDOW_MILLISECONDS = 10 * 1000",
  },
  {
    ...idempotency,
    breaks: "a call repeated the next day still gets the old answer",
    find: "WINDOW_MILLISECONDS = 10 * 60_000",
    replace: "WINDOW_MILLISECONDS = 10 * 600_000",
  },
  {
    ...idempotency,
    breaks: "a call in progress stores its result after everything was deleted",
    find: "if (await this.#mayStore()) this.#db.update",
    replace: "if (key !== '') this.#db.update",
  },
  {
    file: "src/account/event-revisions.ts",
    breaks: "what a client has read is forgotten at once",
    find: "RETENTION_MILLISECONDS = 14 * 86_400_000",
    replace: "RETENTION_MILLISECONDS = 14",
    tests: ["test/account/event-revisions.test.ts"],
  },
  {
    file: "src/account/lock-store.ts",
    breaks: "two undos of one call run at once",
    find: "if (heldUntil <= now) return this.#take(name, now);",
    replace: "return this.#take(name, now);",
    tests: ["test/account/lock-store.test.ts", "test/changes/change-history.test.ts"],
  },
  {
    file: "src/account/lock-store.ts",
    breaks: "somebody else can release a lock",
    find: "WHERE name = ? AND token = ?",
    replace: "WHERE name = ? AND token <> ?",
    tests: ["test/account/lock-store.test.ts"],
  },
  {
    file: "src/account/rate-limiter.ts",
    breaks: "one user may send 50 requests per second",
    find: "REQUESTS_PER_SECOND = 5;",
    replace: "REQUESTS_PER_SECOND = 50;",
    tests: ["test/account/rate-limiter.test.ts"],
  },
  {
    file: "src/account/rate-limiter.ts",
    breaks: "a request may wait longer than its client",
    find: "MAX_WAIT_MILLISECONDS = 10_000",
    replace: "MAX_WAIT_MILLISECONDS = 100_000",
    tests: ["test/account/rate-limiter.test.ts"],
  },
  {
    file: "src/account/grant-store.ts",
    breaks: "scopes that were taken back return",
    find: "before ? scopes.filter((scope) => before.includes(scope)) : scopes",
    replace: "scopes",
    tests: ["test/account/grant-store.test.ts"],
  },
  {
    ...access,
    breaks: "a revoked grant still works",
    find: `if (grant?.isRevoked) return { state: "revoked" };`,
    replace: "",
  },
  {
    ...rotation,
    breaks: "a code that is redeemed twice does not end the grant",
    find: "      await revokeGrant(grantId);\n",
    replace: "",
  },
  {
    ...rotation,
    breaks: "a lost refresh response cannot be fetched again",
    find: `response: kind === "refresh" ? await`,
    replace: `response: kind === "code" ? await`,
  },
  {
    ...credentials,
    breaks: "a webhook event that is older than the token applies",
    find: "at < (current.scopesAt ?? current.issuedAt)",
    replace: "at < (current.scopesAt ?? 0)",
  },
  {
    ...credentials,
    breaks: "a webhook event that is older than the last one applies",
    find: "at < (current.scopesAt ?? current.issuedAt)",
    replace: "at < current.issuedAt",
  },
  {
    ...changeLog,
    breaks: "changes are kept for ten years",
    find: "CHANGE_RETENTION_DAYS * 86_400_000",
    replace: "CHANGE_RETENTION_DAYS * 8_640_000_000",
  },
  {
    ...undo,
    breaks: "undo overwrites what somebody else changed since",
    find: `  if (modified.length > 0 && !overwrite) return { outcome: "modified_since", fields: modified };
  if (toRestore.length === 0)`,
    replace: "  if (toRestore.length === 0)",
  },
  {
    ...undo,
    breaks: "undo deletes what somebody else has changed since it was created",
    find: `  if (modified.length > 0 && !overwrite) return { outcome: "modified_since", fields: modified };
  if (!adapter.delete)`,
    replace: "  if (!adapter.delete)",
  },
  {
    ...undo,
    breaks: "what was undone can be undone again",
    find: `if (state === "undone") return { outcome: "already_undone" };`,
    replace: "",
    tests: ["test/changes/undo.test.ts", "test/changes/change-history.test.ts"],
  },
  {
    file: "src/account/idempotency-store.ts",
    breaks: "what was deleted cannot be created again",
    find: "DELETE FROM idempotency_keys WHERE result IS NOT NULL",
    replace: "DELETE FROM idempotency_keys WHERE result IS NULL",
    tests: ["test/account/idempotency-store.test.ts"],
  },
  {
    file: "src/account/call-records.ts",
    breaks: "a running call stores what was read after everything was deleted",
    find: "if (await this.credentials.exists()) this.#revisions.save(revisions);",
    replace: "this.#revisions.save(revisions);",
    tests: ["test/account/account.test.ts"],
  },
  {
    ...changeLog,
    breaks: "changes are logged after everything was deleted",
    find: `if (kind === undefined) return "disconnected";`,
    replace: "",
    tests: ["test/account/account.test.ts"],
  },
  {
    ...changeLog,
    breaks: "the change log grows without limit",
    find: "while (this.#size() > limit)",
    replace: "while (limit < 0)",
  },
  {
    file: "src/account/account.ts",
    breaks: "a demo visitor's account is kept for ever",
    find: "if (this.#demoExpiry.nextExpiry() <= Date.now())",
    replace: "if (this.#demoExpiry.nextExpiry() < 0)",
    tests: ["test/account/expiry.test.ts"],
  },
  {
    file: "src/account/change-log.ts",
    breaks: "whole records of other athletes stay in the change log",
    find: `call.athlete === "0" ? undefined : onlyChanged(`,
    replace: `call.athlete !== "" ? undefined : onlyChanged(`,
    tests: ["test/changes/conceal-others.test.ts"],
  },
  {
    file: "src/account/account-directory.ts",
    breaks: "credentials are purged after a month without use",
    find: "UNUSED_DAYS = 395",
    replace: "UNUSED_DAYS = 30",
    tests: ["test/admin/commands.test.ts"],
  },
  {
    file: "src/account/account-database.ts",
    breaks: "reading an invented uid leaves tables behind",
    find: "return this.#exists() ? this.#execute<Result>(query, ...values) : [];",
    replace: "return this.#execute<Result>(query, ...values);",
    tests: ["test/account/account-database.test.ts"],
  },
  {
    file: "src/account/lock-store.ts",
    breaks: "a lock whose holder died is never free again",
    find: "if (heldUntil <= now) return this.#take(name, now);",
    replace: "if (heldUntil === 0) return this.#take(name, now);",
    tests: ["test/account/lock-store.test.ts"],
  },
  {
    file: "src/account/serial-queue.ts",
    breaks: "a token exchange that hangs blocks its grant for ever",
    find: "settledWithin(this.#maxWait, result)",
    replace: "result.catch(() => {})",
    tests: ["test/account/serial-queue.test.ts"],
  },
];
