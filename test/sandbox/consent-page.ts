import type { App, Consent } from "./oauth.ts";

/** An authorization request that is in order. */
export interface AskedFor {
  readonly app: App;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: string | null;
}

/** Where a person signs in and allows an application what it asks for, or less, or nothing. */
export function consentPage({ app, scopes }: AskedFor, athletes: ReadonlyMap<string, string>): Response {
  const who = [...athletes].map(
    ([key, name], index) =>
      `<label><input type="radio" name="key" value="${escaped(key)}"${index === 0 ? " checked" : ""}> ${escaped(name)} (${escaped(key)})</label>`,
  );
  const what = scopes.map(
    (scope) => `<label><input type="checkbox" name="scope" value="${scope}" checked> ${scope}</label>`,
  );
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Stand-in of Intervals.icu</title>
<style>body{font:1rem/1.6 system-ui;max-width:36rem;margin:2rem auto;padding:0 1rem}label{display:block}button{font:inherit;padding:.5rem 1rem}</style>
<h1>Stand-in of Intervals.icu</h1><p>Plays the sign-in on this machine. Nothing here is real.</p>
<form method="post"><fieldset><legend>Who are you?</legend>${who.join("")}</fieldset>
<fieldset><legend>${escaped(app.name ?? "An app")} wants to use</legend>${what.join("")}</fieldset>
<p><button name="decision" value="allow">Allow</button> <button name="decision" value="deny">Deny</button></p></form></html>`;
  return new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8" } });
}

export function decisionIn(form: FormData, athletes: ReadonlyMap<string, string>): Consent | undefined {
  const key = String(form.get("key"));
  if (!athletes.has(key)) return undefined;
  return { key, deny: form.get("decision") !== "allow", scope: form.getAll("scope").join(",") };
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
