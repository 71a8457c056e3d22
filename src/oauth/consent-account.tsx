import { ATHLETES_SCOPE, PRESETS, type Preset } from "../access/scopes.ts";
import { INTERVALS_SITE } from "../config.ts";
import type { FormError, FormField } from "../sign-in/identity.ts";
import type { ConsentForm } from "./consent-form.ts";

interface AccountFieldsProps {
  form: ConsentForm;
  error?: FormError;
}

/** How the user connects their Intervals.icu account. Signing in comes first if this deployment is registered for it. */
export function AccountFields({ offersSignIn, ...props }: AccountFieldsProps & { offersSignIn: boolean }) {
  return (
    <fieldset>
      <legend>Your Intervals.icu account</legend>
      {offersSignIn ? <SignInOrApiKey {...props} /> : <ApiKeyFields {...props} />}
    </fieldset>
  );
}

function SignInOrApiKey({ form, error }: AccountFieldsProps) {
  return (
    <>
      <button type="submit" class="main wide" name="decision" value="intervals">
        Continue with Intervals.icu
      </button>
      <p class="quiet">
        You sign in at Intervals.icu and allow the same things there. This page never sees your password.
      </p>
      <details open={(error && error.field !== "form") || form.athleteId !== ""}>
        <summary>Use an API key instead</summary>
        <ApiKeyFields form={form} {...(error && { error })} />
        <div class="actions">
          <button type="submit" name="decision" value="approve">
            Connect with this key
          </button>
        </div>
      </details>
    </>
  );
}

const presetsWithAthletes = Object.values(PRESETS).filter(({ scopes }) => scopes.some((one) => one === ATHLETES_SCOPE));

const namesOf = (presets: readonly Preset[]): string => presets.map(({ title }) => `“${title}”`).join(" or ");

function ApiKeyFields({ form, error }: AccountFieldsProps) {
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
          aria-describedby="api_key_help api_key_reach"
          aria-invalid={error?.field === "api_key" ? "true" : "false"}
          autofocus={error?.field === "api_key"}
        />
        {error?.field === "api_key" && <ErrorMessage {...error} />}
        <p class="quiet" id="api_key_help">
          Open{" "}
          <a href={`${INTERVALS_SITE}/settings`} target="_blank" rel="noreferrer">
            {new URL(INTERVALS_SITE).host}/settings
          </a>
          , scroll down to “Developer Settings”, press “(view)” next to “API Key”, and copy the key.
        </p>
        <p class="quiet" id="api_key_reach">
          A key also gives access to the athletes you coach or follow. The app can only use their data if you choose{" "}
          {namesOf(presetsWithAthletes)} above.
        </p>
      </div>
      <div class="field">
        <label for="athlete_id">Athlete ID (optional)</label>
        <input
          id="athlete_id"
          name="athlete_id"
          value={form.athleteId}
          autocomplete="off"
          spellcheck={false}
          autocapitalize="off"
          placeholder="i123456"
          aria-describedby="athlete_id_help"
          aria-invalid={error?.field === "athlete_id" ? "true" : "false"}
        />
        {error?.field === "athlete_id" && <ErrorMessage {...error} />}
        <p class="quiet" id="athlete_id_help">
          Only for coaches: the athlete that you connect this app for. It then uses nobody else's data, not even your
          own, unless you choose {namesOf(presetsWithAthletes)} above. Leave it empty to use your own data.
        </p>
      </div>
    </>
  );
}

export function ErrorMessage({ field, message }: { field: FormField; message: string }) {
  return (
    <p class="wrong" role="alert" id={`${field}_wrong`}>
      {message}
    </p>
  );
}
