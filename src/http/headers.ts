/** Pages set stricter ones: see `pages/layout.tsx`. */
const DEFAULT_HEADERS = {
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Strict-Transport-Security": "max-age=31536000",
};

/** Adds the default security headers that the response does not set itself. */
export function withSecurityHeaders(original: Response, path: string): Response {
  const response = new Response(original.body, original);
  for (const [name, value] of Object.entries(DEFAULT_HEADERS)) {
    if (!response.headers.has(name)) response.headers.set(name, value);
  }
  // The session transport sends `no-cache`, which still allows storing.
  if (path === "/mcp") response.headers.set("Cache-Control", "no-store");
  return response;
}
