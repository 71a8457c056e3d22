/** What the user does on the consent page. */
export interface Consent {
  /** The API key of the user who is signed in. */
  readonly key: string;
  readonly deny?: boolean;
  /** The scopes that the user allows; all requested ones by default. */
  readonly scope?: string;
  /** A wrong athlete id to return with the token. */
  readonly mistakenFor?: string;
}

export interface ConsentPageOptions {
  readonly app: { readonly name?: string };
  /** The requested scopes. */
  readonly scopes: readonly string[];
  /** Who can sign in: athletes' names by API key. */
  readonly athletes: ReadonlyMap<string, string>;
}

/** Lets the user choose who is signed in, and which of the requested scopes to allow. */
export function consentPage({ app, scopes, athletes }: ConsentPageOptions): Response {
  const users = [...athletes].map(
    ([key, name], index) =>
      `<label><input type="radio" name="key" value="${escapeHtml(key)}"${index === 0 ? " checked" : ""}> ${escapeHtml(name)} (${escapeHtml(key)})</label>`,
  );
  const checkboxes = scopes.map(
    (scope) => `<label><input type="checkbox" name="scope" value="${scope}" checked> ${scope}</label>`,
  );
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Stand-in for Intervals.icu</title>
<style>body{font:1rem/1.6 system-ui;max-width:36rem;margin:2rem auto;padding:0 1rem}label{display:block}button{font:inherit;padding:.5rem 1rem}</style>
<h1>Stand-in for Intervals.icu</h1><p>A local copy of the sign-in page, with fictitious athletes.</p>
<form method="post"><fieldset><legend>Sign in as</legend>${users.join("")}</fieldset>
<fieldset><legend>${escapeHtml(app.name ?? "An app")} requests access to</legend>${checkboxes.join("")}</fieldset>
<p><button name="decision" value="allow">Allow</button> <button name="decision" value="deny">Deny</button></p></form></html>`;
  return new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8" } });
}

/** Undefined if the form names no athlete. */
export function parseDecision(form: FormData, athletes: ReadonlyMap<string, string>): Consent | undefined {
  const key = String(form.get("key"));
  if (!athletes.has(key)) return undefined;
  return { key, deny: form.get("decision") !== "allow", scope: form.getAll("scope").join(",") };
}

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
