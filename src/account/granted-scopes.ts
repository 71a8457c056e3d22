import { effectiveScopes } from "../access/scopes.ts";

/** Connections from which their person took something back: what is left of what they had allowed. */
export class Narrowed {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Leaves these scopes and no others; what was taken away before stays away. */
  narrow(grantId: string, scopes: readonly string[]): void {
    const left = this.all()[grantId];
    const kept = left ? scopes.filter((scope) => left.includes(scope)) : scopes;
    this.#sql.exec("CREATE TABLE IF NOT EXISTS narrowed (grant_id TEXT PRIMARY KEY, scopes TEXT NOT NULL)");
    this.#sql.exec("INSERT OR REPLACE INTO narrowed VALUES (?, ?)", grantId, kept.join(" "));
  }

  /** By grant. */
  all(): Record<string, string[]> {
    const [table] = this.#sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'narrowed'").toArray();
    if (!table) return {};
    const rows = this.#sql
      .exec<{ grant_id: string; scopes: string }>("SELECT grant_id, scopes FROM narrowed")
      .toArray();
    return Object.fromEntries(rows.map(({ grant_id, scopes }) => [grant_id, scopes.split(" ")]));
  }
}

/** A refresh that asks for what is left at most, so that the new token itself says what it may. */
export async function withReducedScope(request: Request, left: readonly string[]): Promise<Request> {
  const asked = (await request.clone().formData()).get("scope");
  const wanted = typeof asked === "string" && asked !== "" ? effectiveScopes(asked.split(" "), left) : left;
  return withScope(request, wanted.join(" ") || NO_SCOPE);
}

/** A scope that no grant has. */
export const NO_SCOPE = "none";

/** The same request to the token endpoint for another scope. */
export async function withScope(request: Request, scope: string): Promise<Request> {
  const fields = [...(await request.formData())].map(([name, value]) => [name, String(value)]);
  const form = new URLSearchParams(fields);
  form.set("scope", scope);
  return new Request(request.url, { method: "POST", headers: request.headers, body: form.toString() });
}
