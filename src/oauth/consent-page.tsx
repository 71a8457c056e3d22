import type { ConsentDescription } from "@cloudflare/workers-oauth-provider";
import { PRESETS, SCOPES } from "../access/scopes.ts";
import { renderPage } from "../http/pages/layout.tsx";
import type { Refusal } from "../sign-in/verify-api-key.ts";
import { plainName, trustOf } from "./client-name.ts";
import { Account, Wrong } from "./consent-account.tsx";
import type { Choices } from "./consent-form.ts";
import type { Toolset } from "./grant.ts";

export interface ConnectPage {
  details: ConsentDescription;
  handle: string;
  headers: Headers;
  /** What the person had chosen or typed when the form comes back. */
  choices: Choices;
  /** The app's request, as a query: the form is shown again after a way back that has another address. */
  query: string;
  demoAthlete: boolean;
  /** Origin of Intervals.icu, if people can sign in there. */
  signInAt: string | undefined;
  refusal?: Refusal;
}

export function renderConnectPage(page: ConnectPage): Response {
  const { details, handle, headers, choices, query, demoAthlete, signInAt, refusal } = page;
  const name = plainName(details.clientName);
  const options = {
    title: `Connect ${name} to Intervals.icu`,
    status: refusal?.status ?? 200,
    headers,
    formActions: [new URL(details.redirectUri).origin, ...(signInAt ? [signInAt] : [])],
  };
  return renderPage(
    options,
    <>
      <h1>Connect {name} to your Intervals.icu training</h1>
      <Facts details={details} name={name} />
      {refusal?.field === "form" && <Wrong field="form" message={refusal.message} />}
      <form method="post" action={`/authorize${query}`}>
        <input type="hidden" name="handle" value={handle} />
        {signInAt && <EnterKey />}
        <Permissions choices={choices} />
        <Tools chosen={choices.toolset} />
        <Account choices={choices} offersSignIn={signInAt !== undefined} {...(refusal && { refusal })} />
        <div class="actions">
          {!signInAt && (
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
          <p class="quiet">The demo athlete is a made-up triathlete with two years of training. It needs no account.</p>
        )}
      </form>
      <footer class="quiet">
        {signInAt
          ? "Your sign-in or key is stored encrypted and never shown to the app or the assistant."
          : "Your key is checked with Intervals.icu, then stored encrypted. It is never shown to the app or the assistant."}{" "}
        <a href="/privacy">What is kept, and for how long</a>
      </footer>
    </>,
  );
}

function Facts({ details, name }: { details: ConsentDescription; name: string }) {
  const trust = trustOf(details);
  return (
    <>
      <dl class="facts">
        <dt>App that asks</dt>
        <dd>
          <span class="name">{name}</span>
          <br />
          <span class="quiet">{trust.says}</span>
        </dd>
        <dt>Access is sent to</dt>
        <dd class="host">{details.redirectHost}</dd>
      </dl>
      {details.redirectIsLoopback && (
        <p class="note">
          This sends access to an app on this computer. Continue only if you just started connecting from such an app.
        </p>
      )}
      {!trust.known && !details.redirectIsLoopback && (
        <p class="note">
          Anybody can give an app any name. Continue only if you know the address above and came from there.
        </p>
      )}
    </>
  );
}

function Permissions({ choices }: { choices: Choices }) {
  return (
    <fieldset>
      <legend>What may it do?</legend>
      {Object.entries(PRESETS).map(([value, preset]) => (
        <label class="choice">
          <input type="radio" name="preset" value={value} checked={value === choices.preset} />
          <span>
            <b>{preset.title}</b> {preset.says}
          </span>
        </label>
      ))}
      <details open={choices.scopes.length > 0}>
        <summary>Choose one by one instead</summary>
        <p class="quiet">As soon as one of these is ticked, only the ticked ones count.</p>
        {Object.entries(SCOPES).map(([scope, says]) => (
          <label class="choice">
            <input
              type="checkbox"
              name="scope"
              value={scope}
              checked={choices.scopes.some((chosen) => chosen === scope)}
            />
            <span>{says}</span>
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
          <b>Everything</b> All tools that the choice above allows.
        </span>
      </label>
      <label class="choice">
        <input type="radio" name="toolset" value="essentials" checked={chosen === "essentials"} />
        <span>
          <b>Essentials</b> The ones for everyday questions. Leaves more room in small models.
        </span>
      </label>
    </fieldset>
  );
}

/** What the Enter key presses, wherever on the page: the first button of a form. The server sees what was meant. */
function EnterKey() {
  return (
    <button type="submit" class="unseen" name="decision" value="enter" tabindex={-1}>
      Continue
    </button>
  );
}
