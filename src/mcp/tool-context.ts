import { coversAthlete, OWNER } from "../access/athlete-access.ts";
import type { Principal } from "../access/principal.ts";
import { allows } from "../access/scopes.ts";
import { ChangeLog } from "../account/change-log.ts";
import { connectionFor } from "../account/intervals-connection.ts";
import type { Profile } from "../account/profile-cache.ts";
import { newSortableId } from "../account/sortable-id.ts";
import { createChangeHistory } from "../changes/change-history.ts";
import { configOf } from "../config.ts";
import { createFileLink } from "../files/signed-link.ts";
import { createIntervals, type Intervals } from "../intervals/client.ts";
import { charactersOf } from "../intervals/untrusted-text.ts";
import type { Tool, ToolContext } from "../tools/kit/define-tool.ts";
import { localClock } from "../training/dates.ts";
import { unitsOf } from "../training/units.ts";
import type { Access } from "./authorize.ts";
import type { Revisions } from "./conflict-detection.ts";
import type { RequestContext } from "./protocol.ts";

export interface ContextOptions {
  access: Access;
  /** The tool that the change log names. */
  tool: Pick<Tool, "name" | "effect">;
  request: RequestContext;
  revisions: Revisions;
}

/** What a tool works with: the API bound to one athlete, that athlete's calendar day and units. @throws IntervalsError */
export async function createToolContext(
  env: Env,
  principal: Principal,
  { access, tool, request, revisions }: ContextOptions,
): Promise<ToolContext> {
  const config = configOf(env);
  const { uid, app, grantId, athlete, scopes } = principal;
  const { subject, isDefault, credential } = access;
  const { signal } = request;
  const connection = connectionFor(env, { uid, credential, subject, app: grantId, signal });
  const { name, effect } = tool;
  const call = { id: newSortableId(), tool: name, effect, app, athlete: subject };
  let requests = 0;
  let isChangeLogComplete = true;
  const onIncomplete = () => {
    isChangeLogComplete = false;
  };
  const api = createIntervals({
    ...connection,
    changeLog: new ChangeLog(env.ACCOUNT.getByName(uid), config.vault, uid).for(call, onIncomplete),
    async fetch(upstream) {
      requests++;
      await request.progress(requests, undefined, `Asking Intervals.icu (${requests})`);
      return connection.fetch(upstream);
    },
  });
  const profile = access.profile ?? (await fetchProfile(api));
  if (!access.profile) await env.ACCOUNT.getByName(uid).cacheProfile(subject, profile);
  const covers = (athleteId: string) =>
    coversAthlete({ athlete, scopes }, athleteId === credential.ownerId ? OWNER : athleteId);
  return {
    intervals: revisions.record(readingActivitiesOnce(api)),
    wasModifiedSinceRead: revisions.wasModifiedSinceRead,
    changes: createChangeHistory(env, { uid, credential, app, covers, signal, onIncomplete }),
    isChangeLogComplete: () => isChangeLogComplete,
    subject: { id: subject, name: profile.name, timeZone: profile.timeZone, isDefault },
    today: localClock(profile.timeZone, Date.now()).date,
    units: profile.units,
    createFileLink: (file) => createFileLink(config, { uid, grant: { grantId, athlete, scopes }, subject }, file),
    allows: (wanted) => allows(scopes, wanted),
    covers,
  };
}

async function fetchProfile(api: Intervals): Promise<Profile> {
  const athlete = await api.getAthlete();
  return {
    name: athlete.name === undefined ? "" : charactersOf(athlete.name),
    timeZone: athlete.timezone ?? "UTC",
    units: unitsOf(athlete),
  };
}

/** Finding out whose an activity is reads the record that the tool then needs. */
function readingActivitiesOnce(api: Intervals): Intervals {
  const read = new Map<string, ReturnType<Intervals["getActivity"]>>();
  return {
    ...api,
    getActivity(id) {
      const activity = read.get(id) ?? api.getActivity(id);
      read.set(id, activity);
      return activity;
    },
  };
}
