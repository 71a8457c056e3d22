import { NotAllowed } from "../access/not-allowed.ts";
import type { Principal } from "../access/principal.ts";
import { allows, type Effect } from "../access/scopes.ts";
import { ChangeLog, newSortableId } from "../account/change-log.ts";
import { connectionFor } from "../account/intervals-connection.ts";
import { createChangeHistory } from "../changes/change-history.ts";
import { configOf } from "../config.ts";
import { linkTo } from "../files/signed-link.ts";
import { createIntervals } from "../intervals/client.ts";
import type { Subject, Tool, ToolContext } from "../tools/kit/define-tool.ts";
import { localClock } from "../training/dates.ts";
import { unitsOf } from "../training/units.ts";
import { watchEvents } from "./conflict-detection.ts";
import type { RequestContext } from "./protocol.ts";

/** A tool's context, and what its caller sees to. */
export interface Workbench extends ToolContext {
  /** Whether the person wants to be asked before what is destroyed or touches much. */
  requiresConfirmation: boolean;
  /** Remembers what was shown, once the call is over. */
  keepSeen(): Promise<void>;
}

/** What a tool works with: the athlete's own API, calendar day and units. @throws NotAllowed, IntervalsError */
export async function workbenchFor(
  env: Env,
  caller: Principal,
  exchange: RequestContext,
  { athleteId, tool }: { athleteId: string | undefined; tool: Tool | undefined },
): Promise<Workbench> {
  const config = configOf(env);
  const account = env.ACCOUNT.getByName(caller.uid);
  const decision = await account.authorize(caller.grantId, athleteId);
  if (decision.state !== "allowed") throw new NotAllowed({ kind: decision.state });
  const { subject, isDefault, credential, requiresConfirmation, remainingScopes } = decision;
  // Taken back while the call was on its way.
  if (tool && remainingScopes && !allows(remainingScopes, tool.effect)) {
    const because = "The person has taken this back.";
    throw new NotAllowed({ kind: "missing_scope", effect: tool.effect, because });
  }
  const { uid, app } = caller;
  const { signal } = exchange;
  const connection = connectionFor(env, { uid, credential, subject, signal });
  const journal = new ChangeLog(env.DB, config.vault, uid);
  let requests = 0;
  const api = createIntervals({
    ...connection,
    changeLog: journal.for({
      id: newSortableId(),
      tool: tool?.name ?? "",
      effect: tool?.effect ?? "read",
      app,
      athlete: subject,
    }),
    async fetch(request) {
      requests++;
      await exchange.progress(requests, undefined, `Asking Intervals.icu (${requests})`);
      return connection.fetch(request);
    },
  });
  let profile = decision.profile;
  if (!profile) {
    const athlete = await api.getAthlete();
    profile = { name: athlete.name ?? "", timeZone: athlete.timezone ?? "UTC", units: unitsOf(athlete) };
    await account.cacheProfile(subject, profile);
  }
  const whose: Subject = { id: subject, name: profile.name, timeZone: profile.timeZone, isDefault };
  const { intervals, wasModifiedSinceRead, keep } = watchEvents(api, account, subject);
  return {
    intervals,
    wasModifiedSinceRead,
    keepSeen: keep,
    requiresConfirmation,
    changes: createChangeHistory(env, { uid, credential, app, signal }),
    subject: whose,
    today: localClock(profile.timeZone, Date.now()).date,
    units: profile.units,
    linkTo: (file) => linkTo(config, { uid, grantId: caller.grantId, subject }, file),
    allows: (effect: Effect) => allows(caller.scopes, effect),
  };
}
