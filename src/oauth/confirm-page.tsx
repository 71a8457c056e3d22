import type { ConsentDescription } from "@cloudflare/workers-oauth-provider";
import { ATHLETES_SCOPE, isScope, SCOPES } from "../access/scopes.ts";
import { SIGN_IN_PATH } from "../config.ts";
import { renderPage } from "../http/pages/layout.tsx";
import type { UpstreamScope } from "../intervals/oauth-scopes.ts";
import { MissingScopes } from "../sign-in/missing-scopes.tsx";
import { headingOf, plainName, trustOf } from "./client-name.ts";

export interface ConfirmPage {
  /** The athlete's name at Intervals.icu. */
  name: string;
  details: ConsentDescription;
  scopes: readonly string[];
  /** The user's connections use an API key so far. */
  replacesApiKey: boolean;
  missing: readonly UpstreamScope[];
  handle: string;
  headers: Headers;
  /** Origin of Intervals.icu. */
  intervalsUrl: string;
}

/** After signing in at Intervals.icu, before anything is connected: shows whose account it is. */
export function renderConfirmPage(page: ConfirmPage): Response {
  const { name, details, scopes, replacesApiKey, missing, handle, headers, intervalsUrl } = page;
  const formActions = [new URL(details.redirectUri).origin, intervalsUrl];
  return renderPage(
    { title: `Connect ${headingOf(details)} to Intervals.icu`, headers, formActions },
    <>
      <h1>You are signed in as {plainName(name)}</h1>
      <dl class="facts">
        <dt>Access is sent to</dt>
        <dd class="host">{details.redirectHost}</dd>
        <dt>Name of the app</dt>
        <dd>
          {plainName(details.clientName)}
          <br />
          <span class="quiet">{trustOf(details).message}</span>
        </dd>
        <dt>It may</dt>
        <dd>
          <ul>
            {scopes
              .filter(isScope)
              // Signing in gives access to nobody else's data.
              .filter((scope) => scope !== ATHLETES_SCOPE)
              .map((scope) => (
                <li>{SCOPES[scope]}</li>
              ))}
          </ul>
        </dd>
      </dl>
      {replacesApiKey && (
        <p class="note">
          This replaces your API key for all your apps. If you coach other athletes, cancel and use the key: signing in
          gives access to your own data only.
        </p>
      )}
      <MissingScopes missing={missing} />
      <form method="post" action={`${SIGN_IN_PATH}?state=${handle}`}>
        <div class="actions">
          <button type="submit" class="main" name="decision" value="approve">
            Connect
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
        Not you? Cancel, sign out at Intervals.icu, and connect again from your app. Your sign-in is stored encrypted
        and never shown to the app or the assistant. <a href="/privacy">What is stored, and for how long</a>
      </footer>
    </>,
  );
}
