/** Where an application wants to hear of events, and the secret that it finds in them. */
export interface Webhook {
  readonly url: string;
  readonly secret: string;
}

export type WebhookEvent = { readonly athlete_id: string; readonly type: string; readonly timestamp: string } & Record<
  string,
  unknown
>;

export interface Webhooks {
  send(webhook: Webhook, events: readonly WebhookEvent[]): Promise<number>;
}

const TRIES = 3;

/** Delivers and tries again until the answer is 200 exactly: even 204 counts as failed. Resolves with the last status. */
export function webhookSender(deliver: (request: Request) => Promise<Response>): Webhooks {
  return {
    async send({ url, secret }, events) {
      let status = 0;
      for (let tries = 0; tries < TRIES && status !== 200; tries++) {
        const request = new Request(url, {
          method: "POST",
          headers: { "Content-Type": "application/json", "User-Agent": "Java-http-client/17.0.9" },
          body: JSON.stringify({ secret, events }),
        });
        const response = await deliver(request);
        await response.body?.cancel();
        status = response.status;
      }
      return status;
    },
  };
}

/** Tells an application what became of a person's permission. */
export function appEvent(
  { clientId, name = "An app" }: { clientId: number; name?: string },
  athleteId: string,
  { scope, deauthorized, now }: { scope: string; deauthorized: boolean; now: number },
): WebhookEvent {
  return {
    athlete_id: athleteId,
    type: "APP_SCOPE_CHANGED",
    timestamp: new Date(now).toISOString().replace("Z", "+00:00"),
    client_id: clientId,
    client_name: name,
    scope,
    deauthorized,
  };
}
