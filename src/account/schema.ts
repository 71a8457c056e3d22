/**
 * The tables of an account object, as ordered migrations. A deployed migration is never edited: changes are appended.
 * Every table is part of a user's data export; the change log is part of it with its contents decrypted.
 */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE grants (
     grant_id TEXT PRIMARY KEY,
     revoked_at INTEGER, -- milliseconds
     remaining_scopes TEXT, -- space-separated; NULL: the user has not reduced them
     last_used TEXT -- day in UTC
   )`,
  `CREATE TABLE redeemed_tokens (
     token_hash TEXT PRIMARY KEY,
     successor_hash TEXT,
     response TEXT, -- envelope; NULL once it can no longer be repeated
     redeemed_at INTEGER NOT NULL
   )`,
  `CREATE TABLE idempotency_keys (
     key TEXT PRIMARY KEY,
     started_at INTEGER NOT NULL,
     result TEXT -- envelope; NULL until the call has completed
   )`,
  `CREATE TABLE event_revisions (
     event_key TEXT PRIMARY KEY,
     updated TEXT NOT NULL,
     seen_at INTEGER NOT NULL
   )`,
  `CREATE TABLE locks (
     name TEXT PRIMARY KEY,
     token TEXT NOT NULL,
     expires_at INTEGER NOT NULL
   )`,
  "CREATE TABLE preferences (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
  `CREATE TABLE changes (
     id TEXT PRIMARY KEY,
     call_id TEXT NOT NULL,
     created_at INTEGER NOT NULL,
     state TEXT NOT NULL,
     size INTEGER NOT NULL, -- characters of both envelopes
     before TEXT NOT NULL, -- envelope: what is changed, by which app, and the record before
     after TEXT -- envelope: the record after; NULL until the outcome is known
   )`,
  "CREATE INDEX changes_by_call ON changes (call_id, id)",
  "CREATE INDEX changes_by_age ON changes (created_at)",
  `CREATE TABLE change_attachments (
     change_id TEXT NOT NULL,
     name TEXT NOT NULL,
     part INTEGER NOT NULL,
     stored_at INTEGER NOT NULL,
     size INTEGER NOT NULL,
     sealed TEXT NOT NULL,
     PRIMARY KEY (change_id, name, part)
   )`,
  "CREATE TABLE dropped_changes (newest_at INTEGER NOT NULL)",
  "CREATE TABLE demo_expiry (id INTEGER PRIMARY KEY, expires_at INTEGER NOT NULL)",
  "CREATE TABLE sessions (name TEXT PRIMARY KEY, started_at INTEGER NOT NULL)",
  `CREATE TABLE page_sessions (
     id INTEGER PRIMARY KEY CHECK (id = 1),
     epoch TEXT NOT NULL,
     last_started_at INTEGER NOT NULL
   )`,
];
