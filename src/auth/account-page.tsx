import { INTERVALS_SITE } from "../config.ts";
import { renderPage } from "../pages/page.tsx";
import type { Refusal } from "./prove.ts";
import { isScope, SCOPES } from "./scopes.ts";

/** One app that a person connected. */
export interface Connection {
  grantId: string;
  name: string;
  publisher: string | undefined;
  sentTo: string;
  scopes: readonly string[];
  since: string;
  lastUsed: string | undefined;
}

export function renderSignIn({ refusal, hasDemo }: { refusal?: Refusal; hasDemo: boolean }): Response {
  return renderPage(
    { title: "Your connections", status: refusal?.status ?? 200 },
    <>
      <h1>Your connections</h1>
      <p>
        Show your Intervals.icu API key to see which apps are connected, end them, or delete everything kept about you.
      </p>
      <form method="post" action="/account/sign-in">
        <KeyField {...(refusal && { refusal })} />
        <div class="actions">
          <button type="submit" class="main" name="decision" value="approve">
            Sign in
          </button>
          {hasDemo && (
            <button type="submit" name="decision" value="demo">
              My demo athlete
            </button>
          )}
        </div>
      </form>
    </>,
  );
}

export interface AccountPage {
  connections: readonly Connection[];
  done?: string;
  refusal?: Refusal;
}

export function renderAccount({ connections, done, refusal }: AccountPage): Response {
  return renderPage(
    { title: "Your connections", status: refusal?.status ?? 200 },
    <>
      <h1>Your connections</h1>
      {done && (
        <p class="note" role="status">
          {done}
        </p>
      )}
      {connections.length === 0 ? <p>No app is connected.</p> : connections.map((one) => <One connection={one} />)}
      {connections.length > 1 && (
        <form method="post" action="/account/end">
          <button type="submit" class="danger" name="grant_id" value="all">
            End all connections
          </button>
        </form>
      )}
      <h2>Replace the key</h2>
      <p>After you made a new key at Intervals.icu: all connections go on with it, none has to be made again.</p>
      <form method="post" action="/account/key">
        <KeyField {...(refusal?.field === "api_key" && { refusal })} />
        <div class="actions">
          <button type="submit">Use this key</button>
        </div>
      </form>
      <h2>Delete everything</h2>
      <p>
        Ends all connections and deletes your key and all else that is kept about you. Your Intervals.icu account stays
        as it is.
      </p>
      <form method="post" action="/account/delete">
        <label class="choice">
          <input type="checkbox" name="sure" value="yes" />
          <span>Yes, delete everything</span>
        </label>
        {refusal?.field === "form" && (
          <p class="wrong" role="alert">
            {refusal.message}
          </p>
        )}
        <div class="actions">
          <button type="submit" class="danger">
            Delete everything
          </button>
        </div>
      </form>
      <footer>
        <form method="post" action="/account/sign-out">
          <button type="submit">Sign out</button>
        </form>
      </footer>
    </>,
  );
}

function One({ connection }: { connection: Connection }) {
  const { grantId, name, publisher, sentTo, scopes, since, lastUsed } = connection;
  return (
    <section class="facts" aria-label={name}>
      <p class="name">{name}</p>
      <p class="quiet">
        {publisher ? `Published by ${publisher}. ` : ""}Access went to {sentTo}. Connected on {since}
        {lastUsed ? `, last used on ${lastUsed}` : ", not used yet"}.
      </p>
      <ul>
        {scopes.filter(isScope).map((scope) => (
          <li>{SCOPES[scope]}</li>
        ))}
      </ul>
      <form method="post" action="/account/end">
        <button type="submit" class="danger" name="grant_id" value={grantId}>
          End this connection
        </button>
      </form>
    </section>
  );
}

function KeyField({ refusal }: { refusal?: Refusal }) {
  return (
    <div class="field">
      <label for="api_key">API key</label>
      <input
        id="api_key"
        name="api_key"
        type="password"
        autocomplete="off"
        spellcheck={false}
        aria-describedby="api_key_help"
        aria-invalid={refusal ? "true" : "false"}
      />
      {refusal && (
        <p class="wrong" role="alert">
          {refusal.message}
        </p>
      )}
      <p class="quiet" id="api_key_help">
        From{" "}
        <a href={`${INTERVALS_SITE}/settings`} target="_blank" rel="noreferrer">
          {new URL(INTERVALS_SITE).host}/settings
        </a>
        , at the bottom under “Developer Settings”.
      </p>
    </div>
  );
}
