/** Opens and submits the consent page over HTTP, without a browser. */

export interface ConsentForm {
  decision: "approve" | "demo" | "deny";
  preset?: "read" | "coach" | "everything";
  api_key?: string;
  athlete_id?: string;
  toolset?: "essentials" | "everything";
}

/** Submits the consent page of an authorization request and returns the redirect, which contains a code or an error. */
export async function submitConsent(authorizationUrl: string | URL, form: ConsentForm): Promise<URL> {
  const page = await fetch(authorizationUrl, { headers: { Accept: "text/html" }, redirect: "manual" });
  const html = await page.text();
  const handle = /name="handle" value="([^"]+)"/.exec(html)?.[1];
  if (!handle) throw new Error(`no form on the page (${page.status}): ${visibleText(html)}`);
  const cookie = page.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const answer = await fetch(authorizationUrl, {
    method: "POST",
    headers: { Cookie: cookie, "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ handle, preset: "coach", ...form }).toString(),
    redirect: "manual",
  });
  const location = answer.headers.get("Location");
  if (!location) throw new Error(`the form was shown again (${answer.status}): ${visibleText(await answer.text())}`);
  return new URL(location);
}

function visibleText(html: string): string {
  const alert = /role="alert"[^>]*>([^<]+)/.exec(html)?.[1];
  if (alert) return alert;
  return html
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .slice(0, 500);
}
