import type { ConsentDescription } from "@cloudflare/workers-oauth-provider";
import { isScope, SCOPES } from "../access/scopes.ts";
import { SIGN_IN_PATH } from "../config.ts";
import { renderPage } from "../http/pages/layout.tsx";
import { describeScope, type UpstreamScope } from "../intervals/oauth-scopes.ts";
import { plainName } from "../oauth/client-name.ts";

export interface ProvenPage {
  /** Whose account it is, as Intervals.icu has it. */
  name: string;
  details: ConsentDescription;
  scopes: readonly string[];
  /** Until now they are connected with a key. */
  replacesKey: boolean;
  missing: readonly UpstreamScope[];
  handle: string;
  headers: Headers;
  /** Origin of Intervals.icu. */
  signInAt: string;
}

/** Before anything is connected: whose account it is, which the browser's sign-in at Intervals.icu decided. */
export function renderProven({
  name,
  details,
  scopes,
  replacesKey,
  missing,
  handle,
  headers,
  signInAt,
}: ProvenPage): Response {
  const app = plainName(details.clientName);
  const formActions = [new URL(details.redirectUri).origin, signInAt];
  return renderPage(
    { title: `Connect ${app} to Intervals.icu`, headers, formActions },
    <>
      <h1>You are signed in as {plainName(name)}</h1>
      <dl class="facts">
        <dt>App that gets access</dt>
        <dd class="name">{app}</dd>
        <dt>Access is sent to</dt>
        <dd class="host">{details.redirectHost}</dd>
        <dt>It may</dt>
        <dd>
          <ul>
            {scopes.filter(isScope).map((scope) => (
              <li>{SCOPES[scope]}</li>
            ))}
          </ul>
        </dd>
      </dl>
      {replacesKey && (
        <p class="note">
          For all your apps this takes the place of your API key. If you coach others, cancel and use the key: only a
          key reaches them.
        </p>
      )}
      <Missing missing={missing} />
      <form method="post" action={`${SIGN_IN_PATH}?state=${handle}`}>
        <div class="actions">
          <button type="submit" class="main" name="decision" value="approve">
            Connect {app}
          </button>
          {missing.length > 0 && (
            <button type="submit" name="decision" value="again">
              Allow more at Intervals.icu
            </button>
          )}
          <button type="submit" name="decision" value="deny">
            Cancel
          </button>
        </div>
      </form>
      <footer class="quiet">
        Not you? Cancel, sign out at Intervals.icu, and connect again from your app. The permission is stored encrypted
        and never shown to the app or the assistant. <a href="/privacy">What is kept, and for how long</a>
      </footer>
    </>,
  );
}

/** Back from Intervals.icu for the account page: what happened, and the way there. */
export function renderArrived(
  { name, done, missing }: { name: string; done: string; missing: readonly UpstreamScope[] },
  headers: Headers,
): Response {
  return renderPage(
    { title: "Signed in", headers },
    <>
      <h1>You are signed in as {plainName(name)}</h1>
      <p>{done}</p>
      <Missing missing={missing} />
      <ToAccount />
    </>,
  );
}

export function renderTurnedBack({ status, says }: { status: number; says: string }, headers: Headers): Response {
  return renderPage(
    { title: "Not signed in", status, headers },
    <>
      <h1>You are not signed in</h1>
      <p>{says}</p>
      <ToAccount />
    </>,
  );
}

/** A link that looks like a button: a form that only leads somewhere. */
function ToAccount() {
  return (
    <form action="/account">
      <div class="actions">
        <button type="submit" class="main">
          Open your account page
        </button>
      </div>
    </form>
  );
}

/** What was not allowed at Intervals.icu although something here needs it. */
function Missing({ missing }: { missing: readonly UpstreamScope[] }) {
  if (missing.length === 0) return null;
  return (
    <div class="note" role="status">
      <p>Not everything that your apps may do was allowed at Intervals.icu. This will not work:</p>
      <ul>
        {missing.map(describeScope).map(({ name, holds, writes }) => (
          <li>
            <b>{name}</b>: {writes ? "changing" : "reading"} {holds}
          </li>
        ))}
      </ul>
    </div>
  );
}
