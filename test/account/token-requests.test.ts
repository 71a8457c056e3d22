import { describe, expect, it } from "vitest";
import type { AuthorizationServerPort } from "../../src/account/authorization-server-port.ts";
import { GrantStore } from "../../src/account/grant-store.ts";
import { TokenRequests } from "../../src/account/token-requests.ts";
import { withDatabase } from "./account-database-fixture.ts";

const CLIENT = "https://app.example/client.json";
const SLOW_CLIENT = "https://slow.example/client.json";
const sealer = { seal: async (text: string) => text, open: async (text: string) => text };
const never = new Promise<never>(() => {});

/** An authorization server for which each of these can hang. */
function serverWith({ exchange = async () => Response.json({}) }: Partial<AuthorizationServerPort> = {}) {
  const deleted: string[] = [];
  const server: AuthorizationServerPort = {
    loadClient: async (clientId) => (clientId === SLOW_CLIENT ? never : clientId === CLIENT),
    exchange,
    revokeGrant: async (_, grantId) => {
      deleted.push(grantId);
    },
    excessGrants: async () => [],
    findRecords: async () => ({ accessToken: false, grant: false }),
  };
  return { server, deleted };
}

const withTokenRequests = <Result>(
  authorizationServer: AuthorizationServerPort,
  work: (requests: TokenRequests, grants: GrantStore) => Promise<Result>,
): Promise<Result> =>
  withDatabase((db) => {
    const grants = new GrantStore(db);
    return work(new TokenRequests({ uid: "u1", db, sealer, grants, authorizationServer }), grants);
  });

const tokenRequest = () => new Request("https://server.example/oauth/token", { method: "POST", body: "" });
const redeem = (requests: TokenRequests, clientId: string) =>
  requests.redeem({ grantId: "g1", kind: "code", token: crypto.randomUUID(), clientId }, tokenRequest());

describe("token requests of one grant", () => {
  it("A96 do not wait for a client whose server delivers its metadata slowly", async () => {
    const { server } = serverWith();
    await withTokenRequests(server, async (requests) => {
      void redeem(requests, SLOW_CLIENT);
      expect((await redeem(requests, CLIENT)).status).toBe(200);
    });
  });

  it("A96 reject a client that cannot be loaded, before its turn", async () => {
    const { server } = serverWith({ exchange: () => never });
    await withTokenRequests(server, async (requests) => {
      const response = await redeem(requests, "https://gone.example/client.json");
      expect([response.status, await response.json()]).toMatchObject([401, { error: "invalid_client" }]);
    });
  });

  it("A96 are told to come back when fifty others wait", async () => {
    const { server } = serverWith({ exchange: () => never });
    await withTokenRequests(server, async (requests) => {
      for (let index = 0; index < 51; index++) void redeem(requests, CLIENT);
      await scheduler.wait(10);
      const response = await redeem(requests, CLIENT);
      expect([response.status, response.headers.get("Retry-After")]).toEqual([503, "5"]);
    });
  });
});

describe("revoking a grant", () => {
  it("A96 takes effect at once and ends within seconds while a token request hangs", async () => {
    const { server, deleted } = serverWith({ exchange: () => never });
    await withTokenRequests(server, async (requests, grants) => {
      void redeem(requests, CLIENT);
      await scheduler.wait(10);
      const revocation = requests.revokeGrant("g1");
      expect(grants.find("g1")?.isRevoked).toBe(true);
      await revocation;
      expect(deleted).toEqual([]);
    });
  });

  it("A96 is not kept from deleting the grant by fifty token requests that wait", async () => {
    const exchanged = Promise.withResolvers<Response>();
    const { server, deleted } = serverWith({ exchange: () => exchanged.promise.then((response) => response.clone()) });
    await withTokenRequests(server, async (requests) => {
      const redemptions = Array.from({ length: 51 }, () => redeem(requests, CLIENT));
      await scheduler.wait(10);
      await requests.revokeGrant("g1");
      exchanged.resolve(Response.json({}));
      await Promise.all(redemptions);
      await requests.whenIdle();
      expect(deleted).toEqual(["g1"]);
    });
  });

  it("fails if the grant cannot be deleted", async () => {
    const { server } = serverWith();
    server.revokeGrant = () => Promise.reject(new Error("KV failed"));
    await withTokenRequests(server, async (requests) => {
      await expect(requests.revokeGrant("g1")).rejects.toThrow("KV failed");
    });
  });

  it("deletes the grant after the redemption that is in progress", async () => {
    const exchanged = Promise.withResolvers<Response>();
    const { server, deleted } = serverWith({ exchange: () => exchanged.promise });
    await withTokenRequests(server, async (requests) => {
      const redemption = redeem(requests, CLIENT);
      await scheduler.wait(10);
      const revocation = requests.revokeGrant("g1");
      expect(deleted).toEqual([]);
      exchanged.resolve(Response.json({}));
      await Promise.all([redemption, revocation]);
      expect(deleted).toEqual(["g1"]);
    });
  });
});
