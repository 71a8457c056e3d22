import * as z from "zod";
import { fingerprintOf } from "./uid.ts";

export interface RedeemedToken {
  grantId: string;
  /** The authorization code or refresh token itself; only its SHA-256 is kept. */
  token: string;
  kind: "code" | "refresh";
}

/** What the gate needs of the object around it. */
export interface GateKeeper {
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

/** How long a refresh token that is sent again gets the answer that may have been lost on the way. */
const REPLAY_MILLISECONDS = 60_000;
/** A retired token is remembered for as long as its grant could have lived without it. */
const REMEMBER_MILLISECONDS = 31 * 86_400_000;

/**
 * Redeems one token at a time. Alone, the provider lets parallel redemptions of a code all succeed, locks out a client
 * that refreshes twice at once, and does not notice a retired refresh token that comes back (KV has no
 * compare-and-set). Here a code is redeemed once, a refresh repeated within a minute gets the same answer, and a
 * refresh token whose successor is already in use ends the grant: two parties hold it, and one of them stole it.
 */
export class TokenGate {
  readonly #keeper: GateKeeper;
  #last: Promise<unknown> = Promise.resolve();

  constructor(keeper: GateKeeper) {
    this.#keeper = keeper;
  }

  redeem(token: RedeemedToken, request: Request): Promise<Response> {
    const turn = this.#last.then(() => this.#redeemAlone(token, request));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #redeemAlone({ token, grantId, kind }: RedeemedToken, request: Request): Promise<Response> {
    const { sql, seal, open, exchange, endGrant } = this.#keeper;
    const now = Date.now();
    sql.exec(`CREATE TABLE IF NOT EXISTS redeemed_tokens (
      fingerprint TEXT PRIMARY KEY, successor TEXT, answer TEXT, redeemed_at INTEGER NOT NULL)`);
    sql.exec("UPDATE redeemed_tokens SET answer = NULL WHERE redeemed_at < ?", now - REPLAY_MILLISECONDS);
    sql.exec("DELETE FROM redeemed_tokens WHERE redeemed_at < ?", now - REMEMBER_MILLISECONDS);

    const fingerprint = await fingerprintOf(token);
    const earlier = kind === "refresh" ? this.#find(fingerprint) : undefined;
    if (earlier?.answer) return toResponse(Answer.parse(JSON.parse(await open(earlier.answer))));
    if (earlier?.successor && this.#find(earlier.successor)) {
      await endGrant(grantId);
      return toResponse(REPLACED);
    }
    const answer = await toAnswer(await exchange(request));
    if (answer.status !== 200) return toResponse(answer);
    const issued = Issued.safeParse(JSON.parse(answer.body));
    const successor = issued.success ? await fingerprintOf(issued.data.refresh_token) : null;
    const sealed = kind === "refresh" ? await seal(JSON.stringify(answer)) : null;
    sql.exec("INSERT OR REPLACE INTO redeemed_tokens VALUES (?, ?, ?, ?)", fingerprint, successor, sealed, now);
    return toResponse(answer);
  }

  #find(fingerprint: string): { successor: string | null; answer: string | null } | undefined {
    const query = "SELECT successor, answer FROM redeemed_tokens WHERE fingerprint = ?";
    return this.#keeper.sql.exec<{ successor: string | null; answer: string | null }>(query, fingerprint).toArray()[0];
  }
}

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
    error_description: "This refresh token was replaced earlier. Connect again.",
  }),
};
