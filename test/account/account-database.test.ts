import { describe, expect, it } from "vitest";
import { AccountDatabase } from "../../src/account/account-database.ts";
import { tablesOf, withDatabase } from "./account-database-fixture.ts";

const V1 = ["CREATE TABLE notes (text TEXT)"];
const V2 = [...V1, "ALTER TABLE notes ADD COLUMN author TEXT DEFAULT 'unknown'"];

describe("AccountDatabase", () => {
  it("leaves no table behind when a database that nobody has written to is read, updated or exported", () =>
    withDatabase((db, storage) => {
      expect(db.read("SELECT * FROM grants")).toEqual([]);
      db.update("DELETE FROM grants");
      expect(db.readAll({ except: [] })).toEqual({});
      expect(tablesOf(storage)).toEqual([]);
    }));

  it("creates all tables at the first insert", () =>
    withDatabase((db, storage) => {
      db.insert("INSERT INTO sessions VALUES ('a', 1)");
      expect(tablesOf(storage)).toContain("grants");
      expect(db.read("SELECT * FROM sessions")).toEqual([{ name: "a", started_at: 1 }]);
    }));

  it("runs migrations that were added since on the next access, once and with the rows kept", () =>
    withDatabase((_, storage) => {
      new AccountDatabase(storage, V1).insert("INSERT INTO notes VALUES ('kept')");
      for (let access = 0; access < 2; access++) {
        expect(new AccountDatabase(storage, V2).read("SELECT * FROM notes")).toEqual([
          { text: "kept", author: "unknown" },
        ]);
      }
    }));

  it("exports every table but its own bookkeeping and those that are left out", () =>
    withDatabase((_, storage) => {
      const db = new AccountDatabase(storage, [...V1, "CREATE TABLE others (text TEXT)"]);
      db.insert("INSERT INTO notes VALUES ('mine')");
      expect(db.readAll({ except: ["others"] })).toEqual({ notes: [{ text: "mine" }] });
    }));

  it("is empty after deleteAll, and usable again", () =>
    withDatabase(async (db, storage) => {
      db.insert("INSERT INTO sessions VALUES ('a', 1)");
      await db.deleteAll();
      expect([db.read("SELECT * FROM sessions"), tablesOf(storage)]).toEqual([[], []]);
      db.insert("INSERT INTO sessions VALUES ('b', 2)");
      expect(db.read("SELECT name FROM sessions")).toEqual([{ name: "b" }]);
    }));
});
