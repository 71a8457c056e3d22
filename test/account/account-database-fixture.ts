import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { AccountDatabase } from "../../src/account/account-database.ts";

/** Runs `work` with the database of an account object that nobody has used yet. */
export const withDatabase = <Result>(
  work: (db: AccountDatabase, storage: DurableObjectStorage) => Promise<Result> | Result,
): Promise<Result> =>
  runInDurableObject(env.ACCOUNT.getByName(`u${crypto.randomUUID()}`), (_, { storage }) =>
    work(new AccountDatabase(storage), storage),
  );

/** The tables of an object, without those of the platform. */
export const tablesOf = ({ sql }: DurableObjectStorage): string[] =>
  sql
    .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE name NOT LIKE '\\_cf%' ESCAPE '\\'")
    .toArray()
    .map(({ name }) => name);
