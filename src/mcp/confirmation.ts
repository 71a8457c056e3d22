import * as z from "zod";
import type { Principal } from "../access/principal.ts";
import { configOf } from "../config.ts";
import { digestOf } from "../crypto/digest.ts";
import type { Tool, ToolContext } from "../tools/kit/define-tool.ts";
import { ToolInputError } from "../tools/kit/input-error.ts";
import { whoseOf, withAthlete } from "../tools/kit/subject.ts";
import type { RequestContext } from "./protocol.ts";
import { ProtocolError } from "./protocol-errors.ts";
import { type RequestState, requestState } from "./request-state.ts";

const Elicited = z.object({ action: z.enum(["accept", "decline", "cancel"]) });

export interface Confirmation {
  env: Env;
  principal: Principal;
  tool: Tool;
  plan: unknown;
  context: ToolContext;
  request: RequestContext;
  /** The token that the model returns, if any. */
  confirm: string | undefined;
  /** Called after the user has agreed, which may take minutes. @throws NotAllowed */
  authorizeAgain(): Promise<unknown>;
}

/** The answer if the plan is not carried out. */
export interface NotDone {
  output: Record<string, unknown>;
  text: string;
}

/**
 * Shows the user what a plan will do and asks for agreement: by elicitation if the client supports it, otherwise with a
 * sealed token that the model returns once the user has agreed. Token and question are bound to the user, the tool, the
 * athlete and the whole plan; they are valid for ten minutes.
 * @returns undefined if the plan may be carried out @throws ToolInputError
 */
export async function confirmWithUser(confirmation: Confirmation): Promise<NotDone | undefined> {
  const { principal, tool, plan, context, request } = confirmation;
  const planned = tool.preview(plan, context);
  if (planned === undefined) return undefined;
  const whose = whoseOf(context.subject);
  const preview = whose === undefined ? planned : `For ${whose}:\n${planned}`;
  const digest = await digestOf(["confirm", principal.grantId, tool.name, context.subject.id, plan]);
  const previewed = { ...confirmation, preview, digest };
  return request.clientSupports("elicitation") ? confirmByElicitation(previewed) : confirmByToken(previewed);
}

type PreviewedPlan = Confirmation & { preview: string; digest: string };

async function confirmByElicitation({
  context,
  request,
  preview,
  digest,
  authorizeAgain,
}: PreviewedPlan): Promise<NotDone | undefined> {
  // The digest is part of the key, so that an answer is not accepted for a plan that has changed since.
  const key = `confirm-${digest.slice(0, 16)}`;
  const params = { mode: "form", message: preview, requestedSchema: { type: "object", properties: {} } };
  const answers = await request.requestInput({ [key]: { method: "elicitation/create", params } });
  if (Elicited.safeParse(answers[key]).data?.action !== "accept") {
    const text = `The user did not agree. Nothing was changed.\n\n${preview}`;
    return { output: withAthlete({ agreed: false, preview }, context.subject), text };
  }
  await authorizeAgain();
  return undefined;
}

async function confirmByToken(previewed: PreviewedPlan): Promise<NotDone | undefined> {
  const { env, principal, tool, context, preview, digest, confirm } = previewed;
  const state = requestState(configOf(env).vault, { uid: principal.uid, kind: "confirmation" });
  if (confirm !== undefined) {
    if (await matches(digest, confirm, state)) return undefined;
    throw new ToolInputError(
      "confirm: this token doesn't match this call. The arguments or the records have changed, or it has expired (10 minutes). Call again without confirm and show the user the new preview.",
    );
  }
  const token = await state.sealState(digest);
  const text = `Nothing has been changed yet.\n\n${preview}\n\nShow this to the user and ask. If they agree, call ${tool.name} again with the same arguments and confirm: "${token}"`;
  return { output: withAthlete({ agreed: false, preview, confirm: token }, context.subject), text };
}

async function matches(digest: string, token: string, { openState }: RequestState): Promise<boolean> {
  try {
    return (await openState(token)) === digest;
  } catch (error) {
    if (error instanceof ProtocolError) return false;
    throw error;
  }
}
