import * as z from "zod";
import { sha256 } from "../crypto/digest.ts";
import type { Sealer } from "../crypto/envelope.ts";
import type { AccountDatabase } from "./account-database.ts";
import { NO_SCOPE, withScope } from "./token-request.ts";

export interface RotationDependencies {
  db: AccountDatabase;
  sealer: Sealer;
  /** Sends a request to the token endpoint of the OAuth provider. */
  exchange(request: Request): Promise<Response>;
  /** Revokes a grant everywhere, at once. */
  revokeGrant(grantId: string): Promise<void>;
}

export interface Redemption {
  grantId: string;
  kind: "code" | "refresh";
  /** Only its SHA-256 is stored. */
  token: string;
  request: Request;
}

/** A response of the token endpoint, in a form that can be stored. */
const TokenResponse = z.object({
  status: z.number(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  body: z.string(),
});
type TokenResponse = z.output<typeof TokenResponse>;

const IssuedTokens = z.object({ refresh_token: z.string() });

type Row = { successor_hash: string | null; response: string | null };

/** How long a repeated refresh gets the first response, in case that got lost. */
const REPLAY_MILLISECONDS = 60_000;
/** A redeemed token is remembered for as long as its grant can live without it. */
const RETENTION_MILLISECONDS = 31 * 86_400_000;

/**
 * Redeems authorization codes and refresh tokens once (RFC 9700 §4.14). The OAuth provider cannot, because KV has no
 * compare-and-set: it lets parallel redemptions of a code succeed, locks out a client that refreshes twice at once, and
 * does not notice the reuse of a rotated refresh token. Here a refresh that is repeated within a minute gets the same
 * response. A code that comes back, or a refresh token whose successor is already in use, revokes the grant: two parties
 * have it, and one of them stole it.
 *
 * The caller must serialise the redemptions of a grant.
 */
export class RefreshTokenRotation {
  readonly #deps: RotationDependencies;

  constructor(deps: RotationDependencies) {
    this.#deps = deps;
  }

  async redeem({ grantId, kind, token, request }: Redemption): Promise<Response> {
    const { sealer, exchange, revokeGrant } = this.#deps;
    const hash = await sha256(token);
    const earlier = this.#find(hash);
    if (earlier && (kind === "code" || (earlier.successor_hash && this.#find(earlier.successor_hash)))) {
      await revokeGrant(grantId);
      return toResponse(REUSED);
    }
    if (earlier?.response) {
      const verification = await toTokenResponse(await exchange(await verifyWithoutIssuing(request)));
      const isGenuine = verification.body.includes('"invalid_scope"');
      if (!isGenuine) return toResponse(verification);
      return toResponse(TokenResponse.parse(JSON.parse(await sealer.open(earlier.response))));
    }
    const response = await toTokenResponse(await exchange(request));
    if (response.status === 200) {
      const issued = IssuedTokens.safeParse(JSON.parse(response.body));
      this.#save(hash, {
        successor_hash: issued.success ? await sha256(issued.data.refresh_token) : null,
        response: kind === "refresh" ? await sealer.seal(JSON.stringify(response)) : null,
      });
    }
    return toResponse(response);
  }

  deleteExpired(now: number): void {
    const { db } = this.#deps;
    db.update("UPDATE redeemed_tokens SET response = NULL WHERE redeemed_at <= ?", now - REPLAY_MILLISECONDS);
    db.update("DELETE FROM redeemed_tokens WHERE redeemed_at <= ?", now - RETENTION_MILLISECONDS);
  }

  nextExpiry(): number {
    const [row] = this.#deps.db.read<{ token: number | null; response: number | null }>(
      `SELECT MIN(redeemed_at) AS token,
              MIN(CASE WHEN response IS NOT NULL THEN redeemed_at END) AS response FROM redeemed_tokens`,
    );
    return Math.min(
      (row?.token ?? Number.POSITIVE_INFINITY) + RETENTION_MILLISECONDS,
      (row?.response ?? Number.POSITIVE_INFINITY) + REPLAY_MILLISECONDS,
    );
  }

  #find(hash: string): Row | undefined {
    this.deleteExpired(Date.now());
    const query = "SELECT successor_hash, response FROM redeemed_tokens WHERE token_hash = ?";
    return this.#deps.db.read<Row>(query, hash)[0];
  }

  #save(hash: string, { successor_hash, response }: Row): void {
    const { db } = this.#deps;
    const now = Date.now();
    db.insert("INSERT OR REPLACE INTO redeemed_tokens VALUES (?, ?, ?, ?)", hash, successor_hash, response, now);
    db.wakeAt(now + (response === null ? RETENTION_MILLISECONDS : REPLAY_MILLISECONDS));
  }
}

/**
 * The same refresh for a scope that no grant has. The provider answers `invalid_scope` only if everything else is right
 * (client, its authentication, token, resource), and issues nothing. So a repeated request proves as much as the first.
 */
const verifyWithoutIssuing = (request: Request) => withScope(request, NO_SCOPE);

async function toTokenResponse(response: Response): Promise<TokenResponse> {
  return { status: response.status, headers: [...response.headers], body: await response.text() };
}

const toResponse = ({ status, headers, body }: TokenResponse) => new Response(body, { status, headers });

const REUSED: TokenResponse = {
  status: 400,
  headers: [
    ["Content-Type", "application/json"],
    ["Cache-Control", "no-store"],
  ],
  body: JSON.stringify({
    error: "invalid_grant",
    error_description: "This was used before. Connect again.",
  }),
};
