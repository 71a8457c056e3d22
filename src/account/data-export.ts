import type { StoredCredential } from "./credential.ts";

/** A row of a table, as a person may see it. */
type Row = Record<string, unknown>;

export interface DataExport {
  /** With what they are connected, and as whom; not what opens their account. */
  credential: Row | undefined;
  /** Everything else in the person's object, by table. */
  tables: Record<string, Row[]>;
}

/** Field by field, so that no secret that is added one day comes along. */
export function withoutSecrets(credential: StoredCredential): Row {
  const { kind, ownerId, subject } = credential;
  if (credential.kind !== "token") return { kind, ownerId, subject };
  return { kind, ownerId, subject, allowed: credential.scopes, since: new Date(credential.issuedAt).toISOString() };
}

/** Every table of an object, whichever there are: what is added later is in it without anybody remembering to. */
export function exportTables(sql: SqlStorage): Record<string, Row[]> {
  const names = sql
    .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
    .toArray()
    .map(({ name }) => name)
    .filter((name) => !/^(sqlite_|_cf_)/.test(name));
  return Object.fromEntries(
    names.map((name) => [name, sql.exec(`SELECT * FROM "${name}"`).toArray().map(withoutEnvelopes)]),
  );
}

/** Answers that wait sealed for a minute may hold tokens: a download is no place for them. */
function withoutEnvelopes(row: Row): Row {
  const isSealed = (value: unknown) => typeof value === "string" && /^v1\.[\w-]+\.[\w-]+\.[\w-]+$/.test(value);
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, isSealed(value) ? "(sealed)" : value]));
}
