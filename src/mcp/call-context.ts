import { OWNER } from "../access/athlete-access.ts";
import type { Principal } from "../access/principal.ts";
import type { Tool, ToolContext } from "../tools/kit/define-tool.ts";
import type { Subject } from "../tools/kit/subject.ts";
import { type Access, authorize } from "./authorize.ts";
import { type Revisions, trackRevisions } from "./conflict-detection.ts";
import type { RequestContext } from "./protocol.ts";
import { createToolContext } from "./tool-context.ts";

/** What is known of the athlete that a call is about. The name is empty until their profile has been read. */
export type KnownSubject = Pick<Subject, "id" | "name" | "isDefault">;

export interface CallContextOptions {
  env: Env;
  principal: Principal;
  tool: Pick<Tool, "name" | "effect">;
  request: RequestContext;
  /** The athlete that the call names, if it names one. */
  athleteId?: string | undefined;
  findAthlete?: ((context: ToolContext) => Promise<string | undefined>) | undefined;
  /** Learns whom the call is about as soon as that is known, so that its errors can say so. */
  onSubject(subject: KnownSubject): void;
}

export interface CallContext {
  access: Access;
  context: ToolContext;
  revisions: Revisions;
  /** Another context for the same athlete, in which nothing has been read yet. */
  reopen(): Promise<ToolContext>;
}

/**
 * Authorizes a call and opens the context of the athlete that it is about: the one it names, the one whose record it
 * names, or the athlete of the grant. @throws NotAllowed and IntervalsError
 */
export async function openCallContext(options: CallContextOptions): Promise<CallContext> {
  const { athleteId, findAthlete } = options;
  const first = await openFor(athleteId, options);
  const { credential, subject } = first.access;
  // Intervals.icu itself limits a token to its owner's records.
  if (!findAthlete || credential.kind === "token") return first;
  const found = await findAthlete(first.context);
  const isSame = found === undefined || found === subject || (subject === OWNER && found === credential.ownerId);
  return isSame ? first : openFor(found, options);
}

async function openFor(athleteId: string | undefined, options: CallContextOptions): Promise<CallContext> {
  const { env, principal, tool, request, onSubject } = options;
  const access = await authorize(env, principal, { effect: tool.effect, athleteId });
  const { subject, isDefault, profile } = access;
  onSubject({ id: subject, name: profile?.name ?? "", isDefault });
  const revisions = trackRevisions(env.ACCOUNT.getByName(principal.uid), subject);
  const reopen = () => createToolContext(env, principal, { access, tool, request, revisions });
  const context = await reopen();
  onSubject(context.subject);
  return { access, context, revisions, reopen };
}
