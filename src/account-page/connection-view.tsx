import { SCOPES } from "../access/scopes.ts";
import type { Connection } from "./connections.ts";

/** One connected app, with the ways to end it or to take something back. `wrong`: why that did not happen. */
export function ConnectionView({ connection, wrong }: { connection: Connection; wrong: string | undefined }) {
  const { grantId, name, publisher, sentTo, scopes, since, lastUsed } = connection;
  return (
    <section class="facts" aria-label={name}>
      <p class="name">{name}</p>
      <p class="quiet">
        {publisher ? `Published by ${publisher}. ` : ""}Access went to {sentTo}. Connected on {since}
        {lastUsed ? `, last used on ${lastUsed}` : ", not used yet"}.
      </p>
      <ul>
        {scopes.map((scope) => (
          <li>{SCOPES[scope]}</li>
        ))}
      </ul>
      {scopes.length > 1 && <AllowLess connection={connection} wrong={wrong} />}
      <form method="post" action="/account/end" class="actions">
        <button type="submit" class="danger" name="grant_id" value={grantId}>
          End this connection
        </button>
      </form>
    </section>
  );
}

function AllowLess({ connection, wrong }: { connection: Connection; wrong: string | undefined }) {
  const { grantId, scopes } = connection;
  return (
    <details open={wrong !== undefined}>
      <summary>Allow less</summary>
      <form method="post" action="/account/narrow">
        {scopes.map((scope) => (
          <label class="choice">
            <input type="checkbox" name="scope" value={scope} checked />
            <span>{SCOPES[scope]}</span>
          </label>
        ))}
        {wrong && (
          <p class="wrong" role="alert">
            {wrong}
          </p>
        )}
        <p class="quiet">Takes effect at once. To allow more again, connect the app anew.</p>
        <div class="actions">
          <button type="submit" name="grant_id" value={grantId}>
            Allow only what is ticked
          </button>
        </div>
      </form>
    </details>
  );
}
