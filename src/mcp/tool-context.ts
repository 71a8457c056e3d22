import type { Caller } from "../access/principal.ts";
import type { Effect } from "../access/scopes.ts";
import type { Admission } from "../account/access-decision.ts";
import { ChangeJournal, newId } from "../account/change-log.ts";
import { connectionFor } from "../account/intervals-connection.ts";
import { recordedChanges } from "../changes/change-history.ts";
import { configOf } from "../config.ts";
import { linkTo } from "../files/signed-link.ts";
import { createIntervals } from "../intervals/client.ts";
import type { Subject, Tool, ToolContext } from "../tools/kit/define-tool.ts";
import { ScopeError } from "../tools/kit/scope-error.ts";
import { localClock } from "../training/dates.ts";
import { unitsOf } from "../training/units.ts";
import { watchEvents } from "./conflict-detection.ts";
import type { Exchange } from "./protocol.ts";
import { scopeOf } from "./tool-list.ts";

/** The connection as a whole does not work; the person must act, not the model. */
export class AccessError extends Error {
  readonly reason: Exclude<Admission["state"], "admitted">;
  constructor(reason: AccessError["reason"], publicUrl: string) {
    super(accessText(reason, publicUrl));
    this.name = "AccessError";
    this.reason = reason;
  }
}

/** A tool's context, and what its caller sees to. */
export interface Workbench extends ToolContext {
  /** Whether the person wants to be asked before what is destroyed or touches much. */
  asksFirst: boolean;
  /** Remembers what was shown, once the call is over. */
  keepSeen(): Promise<void>;
}

/** What a tool works with: the athlete's own API, calendar day and units. @throws AccessError, IntervalsError */
export async function workbenchFor(
  env: Env,
  caller: Caller,
  exchange: Exchange,
  { athleteId, tool }: { athleteId: string | undefined; tool: Tool | undefined },
): Promise<Workbench> {
  const config = configOf(env);
  const account = env.ACCOUNT.getByName(caller.uid);
  const admission = await account.admit(caller.grantId, athleteId);
  if (admission.state !== "admitted") throw new AccessError(admission.state, config.publicUrl);
  const { subject, isDefault, credential, asksFirst, left } = admission;
  // Taken back while the call was on its way.
  if (tool && left && !left.includes(scopeOf(tool.effect)))
    throw new ScopeError(tool.effect, "The person has taken this back.");
  const { uid, app } = caller;
  const { signal } = exchange;
  const connection = connectionFor(env, { uid, credential, subject, signal });
  const journal = new ChangeJournal(env.DB, config.vault, uid);
  let requests = 0;
  const api = createIntervals({
    ...connection,
    journal: journal.for({
      id: newId(),
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
  let profile = admission.profile;
  if (!profile) {
    const athlete = await api.getAthlete();
    profile = { name: athlete.name ?? "", timeZone: athlete.timezone ?? "UTC", units: unitsOf(athlete) };
    await account.remember(subject, profile);
  }
  const whose: Subject = { id: subject, name: profile.name, timeZone: profile.timeZone, isDefault };
  const { intervals, changedSinceShown, keep } = watchEvents(api, account, subject);
  return {
    intervals,
    changedSinceShown,
    keepSeen: keep,
    asksFirst,
    changes: recordedChanges(env, { uid, credential, app, signal }),
    subject: whose,
    today: localClock(profile.timeZone, Date.now()).date,
    units: profile.units,
    linkTo: (file) => linkTo(config, { uid, grantId: caller.grantId, subject }, file),
    allows: (effect: Effect) => caller.scopes.includes(`intervals:${effect}`),
  };
}

function accessText(reason: AccessError["reason"], publicUrl: string): string {
  const reconnect = `remove this connector in the host and add ${publicUrl}/mcp again.`;
  switch (reason) {
    case "ended":
      return `This connection was ended by the athlete. To use it again, ${reconnect}`;
    case "disconnected":
      return `No Intervals.icu account is connected any more. To connect one, ${reconnect}`;
    case "locked":
      return "This server cannot open the stored key at the moment. Nothing is lost; try again in a minute.";
  }
}
