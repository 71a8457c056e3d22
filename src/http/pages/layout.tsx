import type { Child } from "hono/jsx";
import { STYLE_PATH } from "./stylesheet.ts";

export interface PageOptions {
  title: string;
  status?: number;
  headers?: HeadersInit;
  /** Other origins that forms on this page may submit or redirect to: browsers apply `form-action` to redirects too. */
  formActions?: readonly string[];
}

/** An HTML document with the security headers of every page. JSX escapes all content. */
export function renderPage({ title, status = 200, headers, formActions = [] }: PageOptions, body: Child): Response {
  const document = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="stylesheet" href={STYLE_PATH} />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
      </head>
      <body>
        <main>{body}</main>
      </body>
    </html>
  );
  const response = new Response(`<!doctype html>${document}`, { status, ...(headers && { headers }) });
  response.headers.set("Content-Type", "text/html; charset=utf-8");
  for (const [name, value] of Object.entries(pageHeaders(formActions))) response.headers.set(name, value);
  return response;
}

function pageHeaders(formActions: readonly string[]): Record<string, string> {
  return {
    "Content-Security-Policy": [
      "default-src 'none'",
      "style-src 'self'",
      "img-src 'self'",
      ["form-action 'self'", ...formActions].join(" "),
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join("; "),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    // Not `no-referrer`: browsers would send `Origin: null` with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "interest-cohort=()",
    "Strict-Transport-Security": "max-age=31536000",
    "Cache-Control": "no-store",
  };
}
