import type { CredentialSummary } from "../account/access-decision.ts";
import { INTERVALS_SITE } from "../config.ts";
import { describeScope, mergeScopes } from "../intervals/oauth-scopes.ts";

/** How the user is connected to Intervals.icu, with buttons to sign in again or to disconnect. */
export function CredentialSection({
  connectedWith,
  offersSignIn,
}: {
  connectedWith: CredentialSummary | undefined;
  offersSignIn: boolean;
}) {
  if (connectedWith?.kind !== "token" && !offersSignIn) return null;
  return (
    <>
      <h2>Your Intervals.icu account</h2>
      <CurrentCredential connectedWith={connectedWith} />
      <div class="actions">
        {offersSignIn && (
          <form method="post" action="/account/reconnect">
            <button type="submit">
              {connectedWith?.kind === "token" ? "Sign in again" : "Continue with Intervals.icu"}
            </button>
          </form>
        )}
        {connectedWith && (
          <form method="post" action="/account/disconnect">
            <button type="submit" class="danger">
              Disconnect Intervals.icu
            </button>
          </form>
        )}
      </div>
    </>
  );
}

function CurrentCredential({ connectedWith }: { connectedWith: CredentialSummary | undefined }) {
  if (!connectedWith) {
    return <p>Not connected. Your apps cannot read anything until you sign in or enter an API key.</p>;
  }
  if (connectedWith.kind !== "token") {
    return (
      <p>
        Connected with an API key, which gives access to everything. If you sign in with Intervals.icu instead, only
        what your apps need is allowed, and you can revoke it there. Your apps stay connected. If you coach other
        athletes, keep the key: signing in gives access to your own data only.
      </p>
    );
  }
  return (
    <>
      <p>
        Signed in with Intervals.icu since {new Date(connectedWith.issuedAt).toISOString().slice(0, 10)}. To allow more
        or less, sign in again. Allowed:
      </p>
      <ul>
        {mergeScopes(connectedWith.scopes)
          .map(describeScope)
          .map(({ name, covers, writes }) => (
            <li>
              <b>{name}</b>: reading{writes ? " and changing" : ""} {covers}
            </li>
          ))}
      </ul>
    </>
  );
}

export function ApiKeySection({
  connectedWith,
  error,
}: {
  connectedWith: CredentialSummary | undefined;
  error?: string;
}) {
  const hasToken = connectedWith?.kind === "token";
  return (
    <>
      <h2>{hasToken ? "Use an API key instead" : "Replace your API key"}</h2>
      <p>
        {hasToken
          ? "For coaches: only an API key gives access to other athletes. Your apps stay connected."
          : "If you created a new key at Intervals.icu, enter it here. Your apps stay connected."}
      </p>
      <form method="post" action="/account/api-key">
        <ApiKeyField {...(error && { error })} />
        <div class="actions">
          <button type="submit">Use this key</button>
        </div>
      </form>
    </>
  );
}

export function ApiKeyField({ error }: { error?: string }) {
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
        aria-invalid={error ? "true" : "false"}
      />
      {error && (
        <p class="wrong" role="alert">
          {error}
        </p>
      )}
      <p class="quiet" id="api_key_help">
        You find it on{" "}
        <a href={`${INTERVALS_SITE}/settings`} target="_blank" rel="noreferrer">
          {new URL(INTERVALS_SITE).host}/settings
        </a>
        , at the bottom under “Developer Settings”.
      </p>
    </div>
  );
}
