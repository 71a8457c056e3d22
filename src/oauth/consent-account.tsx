import { INTERVALS_SITE } from "../config.ts";
import type { Field, Refusal } from "../sign-in/verify-api-key.ts";
import type { Choices } from "./consent-form.ts";

/** Which Intervals.icu account? Signing in there comes first where this deployment is registered for it. */
export function Account(props: { choices: Choices; offersSignIn: boolean; refusal?: Refusal }) {
  return (
    <fieldset>
      <legend>Your Intervals.icu account</legend>
      {props.offersSignIn ? <SignIn {...props} /> : <Key {...props} />}
    </fieldset>
  );
}

function SignIn({ choices, refusal }: { choices: Choices; refusal?: Refusal }) {
  return (
    <>
      <button type="submit" class="main wide" name="decision" value="intervals">
        Continue with Intervals.icu
      </button>
      <p class="quiet">
        You sign in there and allow the same once more. This page sees neither your password nor a key.
      </p>
      <details open={(refusal && refusal.field !== "form") || choices.athleteId !== ""}>
        <summary>Use an API key instead</summary>
        <Key choices={choices} {...(refusal && { refusal })} />
        <div class="actions">
          <button type="submit" name="decision" value="approve">
            Connect with this key
          </button>
        </div>
      </details>
    </>
  );
}

function Key({ choices, refusal }: { choices: Choices; refusal?: Refusal }) {
  return (
    <>
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
    </>
  );
}

export function Wrong({ field, message }: { field: Field; message: string }) {
  return (
    <p class="wrong" role="alert" id={`${field}_wrong`}>
      {message}
    </p>
  );
}
