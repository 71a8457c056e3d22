import type { CredentialSummary } from "../account/access-decision.ts";
import { renderPage } from "../http/pages/layout.tsx";
import type { FormError } from "../sign-in/identity.ts";
import { ConnectionSection } from "./connection-section.tsx";
import type { AppConnection } from "./connections.ts";
import { ApiKeyField, ApiKeySection, CredentialSection } from "./credential-section.tsx";

export interface SignInPage {
  /** This browser has a demo athlete whose account page can be opened. */
  hasDemoAthlete: boolean;
  /** Origin of Intervals.icu, if this deployment can sign users in there. */
  signInUrl: string | undefined;
  error?: FormError;
}

export function renderSignInPage({ hasDemoAthlete, signInUrl, error }: SignInPage): Response {
  return renderPage(
    { title: "Your account", status: error?.status ?? 200, formActions: signInUrl ? [signInUrl] : [] },
    <>
      <h1>Your account</h1>
      <p>
        {signInUrl ? "Sign in" : "Enter your Intervals.icu API key"} to see which apps are connected, to disconnect
        them, or to delete everything that is stored about you.
      </p>
      {error && error.field !== "api_key" && (
        <p class="wrong" role="alert">
          {error.message}
        </p>
      )}
      {signInUrl && (
        <form method="post" action="/account/sign-in">
          <button type="submit" class="main wide" name="decision" value="intervals">
            Continue with Intervals.icu
          </button>
        </form>
      )}
      {signInUrl && <h2>Or use your API key</h2>}
      <form method="post" action="/account/sign-in">
        <ApiKeyField {...(error?.field === "api_key" && { error: error.message })} />
        <div class="actions">
          <button type="submit" class={signInUrl ? "" : "main"} name="decision" value="approve">
            Sign in
          </button>
          {hasDemoAthlete && (
            <button type="submit" name="decision" value="demo">
              My demo athlete
            </button>
          )}
        </div>
      </form>
    </>,
  );
}

/** Why something was not done, and where on the page to say so. */
export interface AccountPageError extends Pick<FormError, "message" | "status"> {
  at: "api_key" | "delete" | { grantId: string };
}

export interface AccountPage {
  connections: readonly AppConnection[];
  /** `undefined`: the user disconnected Intervals.icu. */
  connectedWith: CredentialSummary | undefined;
  /** Whether assistants have to ask before they delete. */
  requiresConfirmation: boolean;
  signInUrl: string | undefined;
  /** What was just done. */
  notice?: string;
  error?: AccountPageError;
}

export function renderAccountPage(page: AccountPage): Response {
  const { connections, connectedWith, requiresConfirmation, signInUrl, notice, error } = page;
  const errorAt = (grantId: string) =>
    typeof error?.at === "object" && error.at.grantId === grantId ? error.message : undefined;
  return renderPage(
    { title: "Your account", status: error?.status ?? 200, formActions: signInUrl ? [signInUrl] : [] },
    <>
      <h1>Your account</h1>
      {notice && (
        <p class="note" role="status">
          {notice}
        </p>
      )}
      <h2>Connected apps</h2>
      {connections.length === 0 && <p>No app is connected.</p>}
      {connections.map((connection) => (
        <ConnectionSection connection={connection} error={errorAt(connection.grantId)} />
      ))}
      {connections.length > 1 && (
        <form method="post" action="/account/revoke">
          <button type="submit" class="danger" name="grant_id" value="all">
            Disconnect all apps
          </button>
        </form>
      )}
      <h2>Changes</h2>
      <p>
        What assistants changed in the last 30 days. Most changes can be undone.{" "}
        <a href="/account/changes">See and undo changes</a>
      </p>
      <ConfirmationSetting requiresConfirmation={requiresConfirmation} />
      {connectedWith?.kind !== "demo" && (
        <CredentialSection connectedWith={connectedWith} offersSignIn={signInUrl !== undefined} />
      )}
      <ApiKeySection connectedWith={connectedWith} {...(error?.at === "api_key" && { error: error.message })} />
      <h2>Download your data</h2>
      <p>
        Everything that is stored about you, as a file. Your API key, sign-in and tokens are not in it, so the file does
        not give access to anything.{" "}
        <a href="/account/export" download>
          Download your data
        </a>
      </p>
      <h2>Delete everything</h2>
      <p>
        Disconnects all apps and deletes your {connectedWith?.kind === "token" ? "sign-in" : "API key"} and everything
        else that is stored about you. Your Intervals.icu account is not changed.
      </p>
      <form method="post" action="/account/delete">
        <label class="choice">
          <input type="checkbox" name="sure" value="yes" />
          <span>Yes, delete everything</span>
        </label>
        {error?.at === "delete" && (
          <p class="wrong" role="alert">
            {error.message}
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
          <button type="submit">Sign out everywhere</button>
          <p class="quiet">Signs you out of this page in all browsers. Your apps stay connected.</p>
        </form>
      </footer>
    </>,
  );
}

/** Only the user can change this setting, not a tool. */
function ConfirmationSetting({ requiresConfirmation }: { requiresConfirmation: boolean }) {
  return (
    <form method="post" action="/account/confirmation">
      <h2>Before something is deleted</h2>
      <p>
        {requiresConfirmation
          ? "Before assistants delete something, apply a plan, or change more than five things at once, they show you what would happen and ask."
          : "Assistants delete and change many things at once without asking. Your app may still ask."}
      </p>
      <div class="actions">
        <button type="submit" name="ask" value={requiresConfirmation ? "no" : "yes"}>
          {requiresConfirmation ? "Stop asking" : "Ask again"}
        </button>
      </div>
    </form>
  );
}

/** Shown after a deletion if Intervals.icu could not revoke the user's token. */
export function renderDeletedPage(message: string): Response {
  return renderPage(
    { title: "Deleted" },
    <>
      <h1>Everything is deleted</h1>
      <p>{message}</p>
    </>,
  );
}
