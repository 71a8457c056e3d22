/** What every answer carries unless it says otherwise. Pages say more: see `pages/page.tsx`. */
const HEADERS = {
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Strict-Transport-Security": "max-age=31536000",
};

/** The last thing that happens to an answer: nobody may keep it or guess at it whom it does not invite to. */
export function withHeaders(answer: Response, path: string): Response {
  const response = new Response(answer.body, answer);
  for (const [name, value] of Object.entries(HEADERS)) {
    if (!response.headers.has(name)) response.headers.set(name, value);
  }
  // `no-cache` of the session lane lets answers be stored.
  if (path === "/mcp") response.headers.set("Cache-Control", "no-store");
  return response;
}
