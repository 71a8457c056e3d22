import type { ConsentDescription } from "@cloudflare/workers-oauth-provider";
import { INTERVALS_SITE } from "../config.ts";
import { renderPage } from "../pages/page.tsx";
import { plainName, trustOf } from "./client-name.ts";
import type { Toolset } from "./grant.ts";
import type { Field, Refusal } from "./prove.ts";
import { PRESETS, type PresetName, SCOPES, type Scope } from "./scopes.ts";

/** What the person had chosen or typed when the form comes back. The key is never sent back. */
export interface Choices {
  preset: PresetName;
  scopes: readonly Scope[];
  toolset: Toolset;
  athleteId: string;
}

export interface ConnectPage {
  details: ConsentDescription;
  handle: string;
  headers: Headers;
  choices: Choices;
  demoAthlete: boolean;
  refusal?: Refusal;
}

export function renderConnectPage({ details, handle, headers, choices, demoAthlete, refusal }: ConnectPage): Response {
  const name = plainName(details.clientName);
  const options = {
    title: `Connect ${name} to Intervals.icu`,
    status: refusal?.status ?? 200,
    headers,
    formAction: new URL(details.redirectUri).origin,
  };
  return renderPage(
    options,
    <>
      <h1>Connect {name} to your Intervals.icu training</h1>
      <Facts details={details} name={name} />
      {refusal?.field === "form" && <Wrong field="form" message={refusal.message} />}
      <form method="post">
        <input type="hidden" name="handle" value={handle} />
        <Permissions choices={choices} />
        <Tools chosen={choices.toolset} />
        <Account choices={choices} {...(refusal && { refusal })} />
        <div class="actions">
          <button type="submit" class="main" name="decision" value="approve">
            Connect
          </button>
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
        Your key is checked with Intervals.icu, then stored encrypted. It is never shown to the app or the assistant.{" "}
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

function Account({ choices, refusal }: { choices: Choices; refusal?: Refusal }) {
  return (
    <fieldset>
      <legend>Your Intervals.icu account</legend>
      <div class="field">
        <label for="api_key">API key</label>
        <input
          id="api_key"
          name="api_key"
          type="password"
          autocomplete="off"
          spellcheck={false}
          autocapitalize="off"
          aria-describedby="api_key_help"
          aria-invalid={refusal?.field === "api_key" ? "true" : "false"}
          autofocus={refusal?.field === "api_key"}
        />
        {refusal?.field === "api_key" && <Wrong field="api_key" message={refusal.message} />}
        <p class="quiet" id="api_key_help">
          On{" "}
          <a href={`${INTERVALS_SITE}/settings`} target="_blank" rel="noreferrer">
            {new URL(INTERVALS_SITE).host}/settings
          </a>
          , at the very bottom under “Developer Settings”: press “(view)” beside “API Key” and copy it.
        </p>
      </div>
      <div class="field">
        <label for="athlete_id">Athlete ID (optional)</label>
        <input
          id="athlete_id"
          name="athlete_id"
          value={choices.athleteId}
          autocomplete="off"
          spellcheck={false}
          autocapitalize="off"
          placeholder="i123456"
          aria-describedby="athlete_id_help"
          aria-invalid={refusal?.field === "athlete_id" ? "true" : "false"}
        />
        {refusal?.field === "athlete_id" && <Wrong field="athlete_id" message={refusal.message} />}
        <p class="quiet" id="athlete_id_help">
          Only for coaches: the athlete whose data should be meant by default. Leave it empty for your own.
        </p>
      </div>
    </fieldset>
  );
}

function Wrong({ field, message }: { field: Field; message: string }) {
  return (
    <p class="wrong" role="alert" id={`${field}_wrong`}>
      {message}
    </p>
  );
}
