import type { CredentialSummary } from "../account/access-decision.ts";
import { renderPage } from "../http/pages/layout.tsx";
import type { Refusal } from "../sign-in/verify-api-key.ts";
import { ConnectionView } from "./connection-view.tsx";
import type { Connection } from "./connections.ts";
import { AtIntervals, KeyField, OtherKey } from "./credential-section.tsx";

export interface SignInPage {
  hasDemo: boolean;
  /** Origin of Intervals.icu, if people can sign in there. */
  signInAt: string | undefined;
  refusal?: Refusal;
}

export function renderSignIn({ hasDemo, signInAt, refusal }: SignInPage): Response {
  return renderPage(
    { title: "Your connections", status: refusal?.status ?? 200, formActions: signInAt ? [signInAt] : [] },
    <>
      <h1>Your connections</h1>
      <p>
        {signInAt ? "Sign in" : "Show your Intervals.icu API key"} to see which apps are connected, end them, or delete
        everything kept about you.
      </p>
      {signInAt && (
        <form method="post" action="/account/sign-in">
          <button type="submit" class="main wide" name="decision" value="intervals">
            Continue with Intervals.icu
          </button>
        </form>
      )}
      {signInAt && <h2>Or show your API key</h2>}
      <form method="post" action="/account/sign-in">
        <KeyField {...(refusal && { wrong: refusal.message })} />
        <div class="actions">
          <button type="submit" class={signInAt ? "" : "main"} name="decision" value="approve">
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

/** What did not happen, and where on the page it stands: beside the key, the deletion, or the connection of this id. */
export interface Unchanged extends Pick<Refusal, "message" | "status"> {
  at: "key" | "delete" | { grantId: string };
}

export interface AccountPage {
  connections: readonly Connection[];
  /** Missing: with nothing any more. */
  connectedWith: CredentialSummary | undefined;
  /** Whether deletions are shown first. */
  requiresConfirmation: boolean;
  signInAt: string | undefined;
  done?: string;
  unchanged?: Unchanged;
}

export function renderAccount(page: AccountPage): Response {
  const { connections, connectedWith, requiresConfirmation, signInAt, done, unchanged } = page;
  const wrongAt = (grantId: string) =>
    typeof unchanged?.at === "object" && unchanged.at.grantId === grantId ? unchanged.message : undefined;
  return renderPage(
    { title: "Your connections", status: unchanged?.status ?? 200, formActions: signInAt ? [signInAt] : [] },
    <>
      <h1>Your connections</h1>
      {done && (
        <p class="note" role="status">
          {done}
        </p>
      )}
      {connections.length === 0 && <p>No app is connected.</p>}
      {connections.map((one) => (
        <ConnectionView connection={one} wrong={wrongAt(one.grantId)} />
      ))}
      {connections.length > 1 && (
        <form method="post" action="/account/end">
          <button type="submit" class="danger" name="grant_id" value="all">
            End all connections
          </button>
        </form>
      )}
      <h2>What they changed</h2>
      <p>
        What an assistant changes is kept for 30 days, and nearly all of it can be undone.{" "}
        <a href="/account/changes">See and undo changes</a>
      </p>
      <Questions requiresConfirmation={requiresConfirmation} />
      {connectedWith?.kind !== "demo" && (
        <AtIntervals connectedWith={connectedWith} offersSignIn={signInAt !== undefined} />
      )}
      <OtherKey connectedWith={connectedWith} {...(unchanged?.at === "key" && { wrong: unchanged.message })} />
      <h2>See everything</h2>
      <p>
        All that is kept about you, as a file. Your key, sign-in and tokens are not in it, so that it opens nothing.{" "}
        <a href="/account/download" download>
          Download everything held about you
        </a>
      </p>
      <h2>Delete everything</h2>
      <p>
        Ends all connections and deletes your {connectedWith?.kind === "token" ? "sign-in" : "key"} and all else that is
        kept about you. Your Intervals.icu account stays as it is.
      </p>
      <form method="post" action="/account/delete">
        <label class="choice">
          <input type="checkbox" name="sure" value="yes" />
          <span>Yes, delete everything</span>
        </label>
        {unchanged?.at === "delete" && (
          <p class="wrong" role="alert">
            {unchanged.message}
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

/** Only the person can switch this; no tool can. */
function Questions({ requiresConfirmation }: { requiresConfirmation: boolean }) {
  return (
    <form method="post" action="/account/questions">
      <h2>Before something is deleted</h2>
      <p>
        {requiresConfirmation
          ? "Before a deletion, a plan, or a change of more than five things, assistants show you what would happen and ask."
          : "Assistants delete and change many things at once without asking you here. Your app may still ask."}
      </p>
      <div class="actions">
        <button type="submit" name="ask" value={requiresConfirmation ? "no" : "yes"}>
          {requiresConfirmation ? "Stop asking" : "Ask again"}
        </button>
      </div>
    </form>
  );
}

/** When Intervals.icu could not be told that its token has ended. */
export function renderDeleted(lookYourself: string): Response {
  return renderPage(
    { title: "Deleted" },
    <>
      <h1>Everything is deleted</h1>
      <p>Nothing is kept about you here any more.{lookYourself}</p>
    </>,
  );
}
