import { OWNER } from "../access/athlete-access.ts";
import { ATHLETES_SCOPE, SCOPES } from "../access/scopes.ts";
import type { AppConnection } from "./connections.ts";

/** One connected app, with buttons to disconnect it or to reduce its scopes. `error`: why the scopes were not changed. */
export function ConnectionSection({ connection, error }: { connection: AppConnection; error: string | undefined }) {
  const { grantId, name, publisher, sentTo, scopes, since, lastUsed } = connection;
  return (
    <section class="facts" aria-label={name}>
      <p class="name">{name}</p>
      <p class="quiet">
        {publisher ? `Published by ${publisher}. ` : ""}Access was sent to {sentTo}. Connected on {since}
        {lastUsed ? `, last used on ${lastUsed}` : ", not used yet"}.
      </p>
      <p>Data: {coverageOf(connection)}.</p>
      <ul>
        {scopes.map((scope) => (
          <li>{SCOPES[scope]}</li>
        ))}
      </ul>
      {scopes.length > 1 && <ReduceScopes connection={connection} error={error} />}
      <form method="post" action="/account/revoke" class="actions">
        <button type="submit" class="danger" name="grant_id" value={grantId}>
          Disconnect this app
        </button>
      </form>
    </section>
  );
}

function coverageOf({ athlete, scopes }: AppConnection): string {
  const own = athlete === OWNER ? "your own" : athlete === undefined ? "one other athlete" : `athlete ${athlete}`;
  if (!scopes.includes(ATHLETES_SCOPE)) return `${own} only`;
  return athlete === OWNER
    ? `${own}, and the athletes you coach or follow`
    : `${own} by default, also your own and that of the athletes you coach or follow`;
}

function ReduceScopes({ connection, error }: { connection: AppConnection; error: string | undefined }) {
  const { grantId, scopes } = connection;
  return (
    <details open={error !== undefined}>
      <summary>Allow less</summary>
      <form method="post" action="/account/scopes">
        {scopes.map((scope) => (
          <label class="choice">
            <input type="checkbox" name="scope" value={scope} checked />
            <span>{SCOPES[scope]}</span>
          </label>
        ))}
        {error && (
          <p class="wrong" role="alert">
            {error}
          </p>
        )}
        <p class="quiet">This takes effect immediately. To allow more again, connect the app again.</p>
        <div class="actions">
          <button type="submit" name="grant_id" value={grantId}>
            Allow only what is ticked
          </button>
        </div>
      </form>
    </details>
  );
}
