export interface Webhook {
  readonly url: string;
  /** Sent with the events. */
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

/** Sends events, and repeats until the status is 200. Even 204 counts as a failure. Returns the last status. */
export function webhookSender(post: (request: Request) => Promise<Response>): Webhooks {
  return {
    async send({ url, secret }, events) {
      let status = 0;
      for (let tries = 0; tries < TRIES && status !== 200; tries++) {
        const request = new Request(url, {
          method: "POST",
          headers: { "Content-Type": "application/json", "User-Agent": "Java-http-client/17.0.9" },
          body: JSON.stringify({ secret, events }),
        });
        const response = await post(request);
        await response.body?.cancel();
        status = response.status;
      }
      return status;
    },
  };
}

interface ScopeChange {
  readonly app: { readonly clientId: number; readonly name?: string };
  readonly athleteId: string;
  readonly scope: string;
  readonly deauthorized: boolean;
  readonly now: number;
}

export function scopeChangedEvent({ app, athleteId, scope, deauthorized, now }: ScopeChange): WebhookEvent {
  return {
    athlete_id: athleteId,
    type: "APP_SCOPE_CHANGED",
    timestamp: new Date(now).toISOString().replace("Z", "+00:00"),
    client_id: app.clientId,
    client_name: app.name ?? "An app",
    scope,
    deauthorized,
  };
}
