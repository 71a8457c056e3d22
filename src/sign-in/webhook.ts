import * as z from "zod";
import { configOf } from "../config.ts";
import { isSameSecret } from "../crypto/mac.ts";
import { uidOf } from "../crypto/uid.ts";
import { parseScopes } from "../intervals/oauth-client.ts";
import { log } from "../log.ts";

/** docs/intervals-api.md §6.4: deliveries carry no signature, but a secret that both sides know. */
const Delivery = z.object({ secret: z.string(), events: z.array(z.unknown()).max(1000) });

const ScopeChanged = z.object({
  type: z.literal("APP_SCOPE_CHANGED"),
  athlete_id: z.union([z.string(), z.number().transform(String)]),
  timestamp: z.string().optional(),
  client_id: z.union([z.string(), z.number().transform(String)]).optional(),
  scope: z.string().nullish(),
  deauthorized: z.boolean().nullish(),
});

/**
 * `POST /webhooks/intervals`: a user changed or revoked our access at Intervals.icu. Other events are ignored.
 * Intervals.icu repeats a delivery unless it is answered with 200.
 */
export async function handleWebhook(request: Request, env: Env): Promise<Response> {
  const { webhookSecret } = configOf(env);
  const delivery = Delivery.safeParse(await request.json().catch(() => undefined));
  const isGenuine = await isSameSecret(delivery.data?.secret ?? "", webhookSecret ?? "");
  if (!webhookSecret || !delivery.success || !isGenuine) return new Response(null, { status: 403 });
  let status = 200;
  for (const event of delivery.data.events) {
    const change = ScopeChanged.safeParse(event);
    if (!change.success) continue;
    try {
      await applyScopeChange(change.data, env);
    } catch (error) {
      // The events of other users still apply. Intervals.icu repeats the delivery.
      log.exception(error);
      status = 500;
    }
  }
  return new Response(null, { status });
}

async function applyScopeChange(event: z.output<typeof ScopeChanged>, env: Env): Promise<void> {
  const { uidPepper, signIn } = configOf(env);
  const deauthorized = event.deauthorized === true;
  const isOurs = event.client_id === undefined || event.client_id === signIn?.clientId;
  if (!isOurs || (!deauthorized && typeof event.scope !== "string")) return;
  const uid = await uidOf(uidPepper, "intervals", event.athlete_id);
  const at = Date.parse(event.timestamp ?? "");
  const change = { scopes: parseScopes(event.scope ?? ""), deauthorized, at: Number.isNaN(at) ? Date.now() : at };
  const hasChanged = await env.ACCOUNT.getByName(uid).updateTokenScopes(change);
  log.info("scopes_changed", { deauthorized, hasChanged, uid });
}
