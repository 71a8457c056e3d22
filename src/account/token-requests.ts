import type { Sealer } from "../crypto/envelope.ts";
import type { AccountDatabase } from "./account-database.ts";
import type { AuthorizationServerPort, PresentedToken } from "./authorization-server-port.ts";
import type { GrantStore } from "./grant-store.ts";
import { type Redemption, RefreshTokenRotation } from "./refresh-token-rotation.ts";
import { QueueFull, SerialQueue } from "./serial-queue.ts";
import { settledWithin } from "./settled-within.ts";
import { limitScope } from "./token-request.ts";

/** How long a revocation waits for the deletion in KV. The grant is revoked before. Ours: a page waits for it. */
const MAX_DELETION_WAIT_MILLISECONDS = 2_000;

export interface TokenRequestDependencies {
  uid: string;
  db: AccountDatabase;
  sealer: Sealer;
  grants: GrantStore;
  authorizationServer: AuthorizationServerPort;
}

/** A token that a client presents, and the client that presents it: the one that the grant was issued to. */
export type TokenOfClient = Omit<Redemption, "request"> & { clientId: string };

/** Redemptions and revocations, one at a time per grant. Nothing in a turn waits for a server of the client. */
export class TokenRequests {
  readonly #deps: TokenRequestDependencies;
  readonly #rotation: RefreshTokenRotation;
  readonly #turns = new SerialQueue();

  constructor(deps: TokenRequestDependencies) {
    this.#deps = deps;
    this.#rotation = new RefreshTokenRotation({
      db: deps.db,
      sealer: deps.sealer,
      exchange: (request) => deps.authorizationServer.exchange(request),
      revokeGrant: (grantId) => this.#revokeNow(grantId),
    });
  }

  redeem({ grantId, kind, token, clientId }: TokenOfClient, request: Request): Promise<Response> {
    const { uid, grants, authorizationServer } = this.#deps;
    return this.#inTurn({ grantId, clientId }, async () => {
      const remaining = kind === "refresh" ? grants.find(grantId)?.remainingScopes : undefined;
      const limited = remaining ? await limitScope(request, remaining) : request;
      return this.#rotation.redeem({ grantId, kind, token, request: limited });
    }).then(async (response) => {
      if (kind === "code" && response.status === 200) {
        for (const id of await authorizationServer.excessGrants(uid, grantId)) await this.revokeGrant(id);
      }
      return response;
    });
  }

  /** Token revocation (RFC 7009). If the provider accepts the token as the client's, its whole grant is revoked. */
  revokeToken({ grantId, token, clientId }: Omit<TokenOfClient, "kind">, request: Request): Promise<Response> {
    const { uid, authorizationServer } = this.#deps;
    const presented: PresentedToken = { uid, grantId, token };
    return this.#inTurn({ grantId, clientId }, async () => {
      const before = await authorizationServer.findRecords(presented);
      const response = await authorizationServer.exchange(request);
      const after = await authorizationServer.findRecords(presented);
      const isRevoked = (before.accessToken && !after.accessToken) || (before.grant && !after.grant);
      if (isRevoked) await this.#revokeNow(grantId);
      return response;
    });
  }

  /** Revokes a grant at once, before its deletion from KV has reached every location. */
  async revokeGrant(grantId: string): Promise<void> {
    this.#deps.grants.revoke(grantId);
    // In a turn, because a redemption in progress writes the grant back. The turn is taken even if nobody waits for it.
    const deletion = this.#turns.runAlways(grantId, () => this.#revokeNow(grantId));
    let failure: unknown;
    deletion.catch((error) => {
      failure = error;
    });
    await settledWithin(MAX_DELETION_WAIT_MILLISECONDS, deletion);
    if (failure !== undefined) throw failure;
  }

  /** Resolves when no request is left of those that have begun. */
  whenIdle(): Promise<void> {
    return this.#turns.whenIdle();
  }

  deleteExpired(now: number): void {
    this.#rotation.deleteExpired(now);
  }

  nextExpiry(): number {
    return this.#rotation.nextExpiry();
  }

  async #inTurn(
    { grantId, clientId }: Pick<TokenOfClient, "grantId" | "clientId">,
    task: () => Promise<Response>,
  ): Promise<Response> {
    // Loads the client's metadata document, which its server may deliver slowly, before the turn instead of in it.
    if (!(await this.#deps.authorizationServer.loadClient(clientId))) return invalidClient();
    return this.#turns.run(grantId, task).catch((error) => {
      if (error instanceof QueueFull) return tooManyRequests();
      throw error;
    });
  }

  async #revokeNow(grantId: string): Promise<void> {
    const { uid, grants, authorizationServer } = this.#deps;
    grants.revoke(grantId);
    await authorizationServer.revokeGrant(uid, grantId);
  }
}

const invalidClient = (): Response =>
  Response.json(
    { error: "invalid_client", error_description: "Client not found" },
    { status: 401, headers: { "Cache-Control": "no-store" } },
  );

const tooManyRequests = (): Response =>
  Response.json(
    { error: "temporarily_unavailable", error_description: "Too many requests for this connection at once." },
    { status: 503, headers: { "Retry-After": "5", "Cache-Control": "no-store" } },
  );
