import * as z from "zod";
import { sha256 } from "../crypto/digest.ts";
import { NO_SCOPE, withScope } from "./granted-scopes.ts";

export interface PresentedToken {
  grantId: string;
  /** The authorization code or refresh token itself; only its SHA-256 is kept. */
  token: string;
  kind: "code" | "refresh";
}

/** What the gate needs of the object around it, which lets one redemption happen at a time. */
export interface RotationDependencies {
  sql: SqlStorage;
  seal(plaintext: string): Promise<string>;
  open(envelope: string): Promise<string>;
  /** Asks the authorization server. */
  exchange(request: Request): Promise<Response>;
  /** Ends a grant everywhere, at once. */
  endGrant(grantId: string): Promise<void>;
}

/** An answer of the token endpoint, in a form that survives being stored. */
const Answer = z.object({ status: z.number(), headers: z.array(z.tuple([z.string(), z.string()])), body: z.string() });
type Answer = z.output<typeof Answer>;

const Issued = z.object({ refresh_token: z.string() });

type Redeemed = { successor: string | null; answer: string | null };

/** How long a refresh token that is sent again gets the answer that may have been lost on the way. */
const REPLAY_MILLISECONDS = 60_000;
/** A retired token is remembered for as long as its grant could have lived without it. */
const REMEMBER_MILLISECONDS = 31 * 86_400_000;

/**
 * What the provider cannot do alone, because KV has no compare-and-set: it lets parallel redemptions of a code all
 * succeed, locks out a client that refreshes twice at once, and does not notice a retired refresh token that comes
 * back. Here a code is redeemed once, and a refresh that is repeated within a minute gets the same answer. A code that
 * comes back, or a refresh token whose successor is already in use, ends the grant: two parties hold it, and one of
 * them stole it.
 */
export class RefreshTokenRotation {
  readonly #keeper: RotationDependencies;

  constructor(keeper: RotationDependencies) {
    this.#keeper = keeper;
  }

  async redeem({ token, grantId, kind }: PresentedToken, request: Request): Promise<Response> {
    const { seal, open, exchange, endGrant } = this.#keeper;
    const fingerprint = await sha256(token);
    const earlier = this.#find(fingerprint);
    if (earlier && (kind === "code" || (earlier.successor && this.#find(earlier.successor)))) {
      await endGrant(grantId);
      return toResponse(REPLACED);
    }
    if (earlier?.answer) {
      const verdict = await toAnswer(await exchange(await verifyWithoutIssuing(request)));
      const isGenuine = verdict.body.includes('"invalid_scope"');
      return toResponse(isGenuine ? Answer.parse(JSON.parse(await open(earlier.answer))) : verdict);
    }
    const answer = await toAnswer(await exchange(request));
    if (answer.status === 200) {
      const issued = Issued.safeParse(JSON.parse(answer.body));
      const successor = issued.success ? await sha256(issued.data.refresh_token) : null;
      this.#remember(fingerprint, {
        successor,
        answer: kind === "refresh" ? await seal(JSON.stringify(answer)) : null,
      });
    }
    return toResponse(answer);
  }

  #find(fingerprint: string): Redeemed | undefined {
    const { sql } = this.#keeper;
    if (sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'redeemed_tokens'").toArray().length === 0) return undefined;
    sql.exec("UPDATE redeemed_tokens SET answer = NULL WHERE redeemed_at < ?", Date.now() - REPLAY_MILLISECONDS);
    const query = "SELECT successor, answer FROM redeemed_tokens WHERE fingerprint = ?";
    return sql.exec<Redeemed>(query, fingerprint).toArray()[0];
  }

  #remember(fingerprint: string, { successor, answer }: Redeemed): void {
    const { sql } = this.#keeper;
    sql.exec(`CREATE TABLE IF NOT EXISTS redeemed_tokens (
      fingerprint TEXT PRIMARY KEY, successor TEXT, answer TEXT, redeemed_at INTEGER NOT NULL)`);
    sql.exec("DELETE FROM redeemed_tokens WHERE redeemed_at < ?", Date.now() - REMEMBER_MILLISECONDS);
    sql.exec("INSERT OR REPLACE INTO redeemed_tokens VALUES (?, ?, ?, ?)", fingerprint, successor, answer, Date.now());
  }
}

/**
 * The same refresh for a scope that no grant has: the provider refuses it with `invalid_scope` once everything else is
 * right (the client, its proof, the token, the resource), and issues nothing. Thus whoever sends a token again proves
 * as much as whoever sent it first.
 */
const verifyWithoutIssuing = (request: Request) => withScope(request, NO_SCOPE);

async function toAnswer(response: Response): Promise<Answer> {
  return { status: response.status, headers: [...response.headers], body: await response.text() };
}

const toResponse = ({ status, headers, body }: Answer) => new Response(body, { status, headers });

const REPLACED: Answer = {
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
