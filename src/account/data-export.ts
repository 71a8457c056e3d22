import type { StoredCredential } from "./credential.ts";

type Row = Record<string, unknown>;

/** Everything that an account stores about its user, as the user may see it. */
export interface DataExport {
  /** How the user is connected and as whom, without the secret. */
  credential: Row | undefined;
  /** The rows of the account's database by table. */
  tables: Record<string, Row[]>;
}

export const toDataExport = (credential: StoredCredential | undefined, tables: Record<string, Row[]>): DataExport => ({
  credential: credential && withoutSecrets(credential),
  tables: Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, rows.map(withoutEnvelopes)])),
});

/** Lists the fields to show, so that a secret that is added later is not exported. */
function withoutSecrets(credential: StoredCredential): Row {
  const { kind, ownerId } = credential;
  if (credential.kind !== "token") return { kind, ownerId };
  return { kind, ownerId, allowed: credential.scopes, since: new Date(credential.issuedAt).toISOString() };
}

/** Sealed responses of the token endpoint contain tokens. */
function withoutEnvelopes(row: Row): Row {
  const isSealed = (value: unknown) => typeof value === "string" && /^v1\.[\w-]+\.[\w-]+\.[\w-]+$/.test(value);
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, isSealed(value) ? "(sealed)" : value]));
}
