import { renderPage } from "../http/pages/layout.tsx";
import type { UpstreamScope } from "../intervals/oauth-scopes.ts";
import { MissingScopes } from "../sign-in/missing-scopes.tsx";

/**
 * Back from Intervals.icu. The account page is one click away: browsers do not send a `SameSite=Strict` cookie when they
 * come directly from another site.
 */
export function renderSignedIn(
  { name, done, missing }: { name: string; done: string; missing: readonly UpstreamScope[] },
  headers: Headers,
): Response {
  return renderPage(
    { title: "Signed in", headers },
    <>
      <h1>You are signed in as {name}</h1>
      <p>{done}</p>
      <MissingScopes missing={missing} />
      <OpenAccountPage />
    </>,
  );
}

export function renderSignInError(
  { status, message }: { status: number; message: string },
  headers: Headers,
): Response {
  return renderPage(
    { title: "Not signed in", status, headers },
    <>
      <h1>You are not signed in</h1>
      <p>{message}</p>
      <OpenAccountPage />
    </>,
  );
}

/** A link that looks like a button. */
function OpenAccountPage() {
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
