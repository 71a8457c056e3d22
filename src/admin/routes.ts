import { Hono } from "hono";
import { AccountDirectory } from "../account/account-directory.ts";
import { configOf } from "../config.ts";
import { isSameSecret } from "../crypto/mac.ts";

/** Accounts per request: each takes a request to its object, and requests have a limit of those. */
const PAGE_SIZE = 50;

/** What a command did with a page of accounts. It is complete if `next` is absent. */
export interface AdminProgress {
  /** Number of accounts by result. */
  results: Record<string, number>;
  /** Where the next request continues. */
  next?: string;
}

/** `/admin`: commands of the operator (docs/operations.md). Off unless the secret `ADMIN_TOKEN` is set. */
export const adminRoutes = new Hono<{ Bindings: Env }>()
  .use(async (c, next) => {
    const { adminToken } = configOf(c.env);
    if (adminToken === undefined) return c.notFound();
    const [, given = ""] = /^Bearer (\S+)$/.exec(c.req.header("Authorization") ?? "") ?? [];
    if (!(await isSameSecret(given, adminToken))) return c.json({ error: "The admin token is wrong." }, 401);
    return next();
  })
  .get("/stats", async (c) => c.json(await new AccountDirectory(c.env.DB).stats()))
  .post("/rotate", async (c) => {
    const after = c.req.query("after") ?? "";
    const page = { after, limit: PAGE_SIZE };
    const uids = await new AccountDirectory(c.env.DB).findSealedOtherwise(configOf(c.env).vault.active, page);
    return c.json(await forEach(uids, (uid) => c.env.ACCOUNT.getByName(uid).resealCredential()));
  })
  .post("/purge", async (c) => {
    const uids = await new AccountDirectory(c.env.DB).findUnused({
      after: c.req.query("after") ?? "",
      limit: PAGE_SIZE,
    });
    return c.json(await forEach(uids, (uid) => c.env.ACCOUNT.getByName(uid).deleteIfUnused()));
  });

async function forEach(uids: readonly string[], run: (uid: string) => Promise<string>): Promise<AdminProgress> {
  const results: Record<string, number> = {};
  for (const uid of uids) {
    // One account that fails must not stop the others.
    const result = await run(uid).catch(() => "failed");
    results[result] = (results[result] ?? 0) + 1;
  }
  const next = uids.length === PAGE_SIZE ? uids.at(-1) : undefined;
  return { results, ...(next !== undefined && { next }) };
}
