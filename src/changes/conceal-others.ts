import type { StoredCredential } from "../account/credential.ts";
import { connectionFor } from "../account/intervals-connection.ts";
import { type ConcealedChange, isShown, type ListedChange } from "../account/logged-change.ts";
import { createIntervals } from "../intervals/client.ts";
import { IntervalsError } from "../intervals/failure.ts";

export interface Reader {
  uid: string;
  /** Undefined if no Intervals.icu account is connected. */
  credential: StoredCredential | undefined;
  /** Name of the client app that reads; the account page counts as one. */
  app: string;
  signal: AbortSignal;
}

type Concealment = ConcealedChange["concealed"];

/** Conceals changes of other athletes' records, except of those whom the credential can read now. */
export async function concealOthers(env: Env, reader: Reader, changes: ListedChange[]): Promise<ListedChange[]> {
  const others = new Set(changes.filter(isShown).flatMap(({ athlete }) => (athlete === "0" ? [] : [athlete])));
  const concealments = new Map<string, Concealment>();
  await Promise.all(
    [...others].map(async (athlete) => {
      const concealment = await concealmentOf(env, reader, athlete);
      if (concealment) concealments.set(athlete, concealment);
    }),
  );
  return changes.map((change) => {
    const concealed = isShown(change) ? concealments.get(change.athlete) : undefined;
    return concealed && isShown(change) ? conceal(change, concealed) : change;
  });
}

async function concealmentOf(
  env: Env,
  { uid, credential, app, signal }: Reader,
  subject: string,
): Promise<Concealment | undefined> {
  if (!credential) return "no_access";
  try {
    await createIntervals(connectionFor(env, { uid, credential, app, subject, signal })).getAthlete();
    return undefined;
  } catch (error) {
    if (!(error instanceof IntervalsError) || error.failure.kind === "cancelled") throw error;
    return ["forbidden", "unauthorized", "not_found"].includes(error.failure.kind) ? "no_access" : "unchecked";
  }
}

function conceal(
  { id, callId, createdAt, state, tool, app, athlete, undoes }: Extract<ListedChange, { tool: string }>,
  concealed: Concealment,
): ConcealedChange {
  const call = { tool, app, athlete, ...(undoes !== undefined && { undoes }) };
  return { id, callId, createdAt, state, concealed, call };
}
