import type { CredentialSummary } from "../account/access-decision.ts";
import { INTERVALS_SITE } from "../config.ts";
import { describeScope, mergeScopes } from "../intervals/oauth-scopes.ts";

/** With what a person is connected, and how to change it by signing in at Intervals.icu. */
export function AtIntervals({
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
      <SignedInWith connectedWith={connectedWith} />
      <div class="actions">
        {offersSignIn && (
          <form method="post" action="/account/intervals">
            <button type="submit">
              {connectedWith?.kind === "token" ? "Sign in again" : "Continue with Intervals.icu"}
            </button>
          </form>
        )}
        {connectedWith && (
          <form method="post" action="/account/disconnect">
            <button type="submit" class="danger">
              Disconnect
            </button>
          </form>
        )}
      </div>
    </>
  );
}

function SignedInWith({ connectedWith }: { connectedWith: CredentialSummary | undefined }) {
  if (!connectedWith) return <p>Not connected. Your apps reach nothing until you sign in or set a key again.</p>;
  if (connectedWith.kind !== "token") {
    return (
      <p>
        Connected with an API key, which opens everything. Signing in with Intervals.icu allows only what your apps
        need, and can be taken back there. All connections go on. If you coach others, keep the key: only a key reaches
        them.
      </p>
    );
  }
  return (
    <>
      <p>
        Signed in with Intervals.icu since {new Date(connectedWith.issuedAt).toISOString().slice(0, 10)}. Sign in again
        to allow more or less. It allows:
      </p>
      <ul>
        {mergeScopes(connectedWith.scopes)
          .map(describeScope)
          .map(({ name, holds, writes }) => (
            <li>
              <b>{name}</b>: reading{writes ? " and changing" : ""} {holds}
            </li>
          ))}
      </ul>
    </>
  );
}

/** The same with a key, which has to be copied. */
export function OtherKey({ connectedWith, wrong }: { connectedWith: CredentialSummary | undefined; wrong?: string }) {
  const hasToken = connectedWith?.kind === "token";
  return (
    <>
      <h2>{hasToken ? "Use an API key instead" : "Replace the key"}</h2>
      <p>
        {hasToken
          ? "For coaches: only a key reaches their athletes. All connections go on with it."
          : "After you made a new key at Intervals.icu: all connections go on with it, none has to be made again."}
      </p>
      <form method="post" action="/account/key">
        <KeyField {...(wrong && { wrong })} />
        <div class="actions">
          <button type="submit">Use this key</button>
        </div>
      </form>
    </>
  );
}

export function KeyField({ wrong }: { wrong?: string }) {
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
        aria-invalid={wrong ? "true" : "false"}
      />
      {wrong && (
        <p class="wrong" role="alert">
          {wrong}
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
