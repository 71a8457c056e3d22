import type { ConsentDescription } from "@cloudflare/workers-oauth-provider";
import { PRESETS, SCOPES } from "../access/scopes.ts";
import { renderPage } from "../http/pages/layout.tsx";
import type { FormError } from "../sign-in/identity.ts";
import { headingOf, plainName, trustOf } from "./client-name.ts";
import { AccountFields, ErrorMessage } from "./consent-account.tsx";
import type { ConsentForm } from "./consent-form.ts";
import type { Toolset } from "./grant.ts";

export interface ConsentPage {
  details: ConsentDescription;
  handle: string;
  headers: Headers;
  form: ConsentForm;
  /** The app's request. The form posts it again, because the page can also be shown at the callback's address. */
  query: string;
  demoAthlete: boolean;
  /** Origin of Intervals.icu, if this deployment can sign users in there. */
  signInUrl: string | undefined;
  error?: FormError;
}

export function renderConsentPage(page: ConsentPage): Response {
  const { details, handle, headers, form, query, demoAthlete, signInUrl, error } = page;
  const heading = headingOf(details);
  const options = {
    title: `Connect ${heading} to Intervals.icu`,
    status: error?.status ?? 200,
    headers,
    formActions: [new URL(details.redirectUri).origin, ...(signInUrl ? [signInUrl] : [])],
  };
  return renderPage(
    options,
    <>
      <h1>Connect {heading} to your Intervals.icu training</h1>
      <Facts details={details} />
      {error?.field === "form" && <ErrorMessage {...error} />}
      <form method="post" action={`/authorize${query}`}>
        <input type="hidden" name="handle" value={handle} />
        {signInUrl && <EnterKey />}
        <Permissions form={form} />
        <Tools chosen={form.toolset} />
        <AccountFields form={form} offersSignIn={signInUrl !== undefined} {...(error && { error })} />
        <div class="actions">
          {!signInUrl && (
            <button type="submit" class="main" name="decision" value="approve">
              Connect
            </button>
          )}
          {demoAthlete && (
            <button type="submit" name="decision" value="demo">
              Try the demo athlete
            </button>
          )}
          <button type="submit" name="decision" value="deny">
            Cancel
          </button>
        </div>
        {demoAthlete && (
          <p class="quiet">
            The demo athlete is a fictitious triathlete with two years of training. You need no account for it.
          </p>
        )}
      </form>
      <footer class="quiet">
        {signInUrl
          ? "Your sign-in or key is stored encrypted and never shown to the app or the assistant."
          : "Your key is checked with Intervals.icu, then stored encrypted. It is never shown to the app or the assistant."}{" "}
        <a href="/privacy">What is stored, and for how long</a>
      </footer>
    </>,
  );
}

function Facts({ details }: { details: ConsentDescription }) {
  const trust = trustOf(details);
  return (
    <>
      <dl class="facts">
        <dt>Access is sent to</dt>
        <dd class="host">{details.redirectHost}</dd>
        <dt>Name of the app</dt>
        <dd>
          {plainName(details.clientName)}
          <br />
          <span class="quiet">{trust.message}</span>
        </dd>
      </dl>
      {details.redirectIsLoopback && (
        <p class="note">
          This gives access to an app on this computer. Continue only if you have just started connecting one.
        </p>
      )}
      {!trust.isKnown && !details.redirectIsLoopback && (
        <p class="note">An app can choose any name. Continue only if you know the address above and came from there.</p>
      )}
    </>
  );
}

function Permissions({ form }: { form: ConsentForm }) {
  return (
    <fieldset>
      <legend>What may it do?</legend>
      {Object.entries(PRESETS).map(([value, preset]) => (
        <label class="choice">
          <input type="radio" name="preset" value={value} checked={value === form.preset} />
          <span>
            <b>{preset.title}</b> {preset.summary}
          </span>
        </label>
      ))}
      <details open={form.scopes.length > 0}>
        <summary>Choose one by one instead</summary>
        <p class="quiet">If you tick any of these, they replace the choice above. The last one alone adds to it.</p>
        {Object.entries(SCOPES).map(([scope, description]) => (
          <label class="choice">
            <input
              type="checkbox"
              name="scope"
              value={scope}
              checked={form.scopes.some((chosen) => chosen === scope)}
            />
            <span>{description}</span>
          </label>
        ))}
      </details>
    </fieldset>
  );
}

function Tools({ chosen }: { chosen: Toolset }) {
  return (
    <fieldset>
      <legend>How many tools?</legend>
      <label class="choice">
        <input type="radio" name="toolset" value="everything" checked={chosen === "everything"} />
        <span>
          <b>Everything</b> All tools that your choice above allows.
        </span>
      </label>
      <label class="choice">
        <input type="radio" name="toolset" value="essentials" checked={chosen === "essentials"} />
        <span>
          <b>Essentials</b> Only those for everyday questions. Better for models with a small context.
        </span>
      </label>
    </fieldset>
  );
}

/** The Enter key presses the first button of a form. The server derives the decision from what was filled in. */
function EnterKey() {
  return (
    <button type="submit" class="unseen" name="decision" value="enter" tabindex={-1}>
      Continue
    </button>
  );
}
