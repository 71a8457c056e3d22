import { effectiveScopes } from "../access/scopes.ts";

/** A scope that no grant has. */
export const NO_SCOPE = "none";

/** A refresh limited to the remaining scopes, so that the new token itself says what it allows. */
export async function limitScope(request: Request, remaining: readonly string[]): Promise<Request> {
  const requested = (await request.clone().formData()).get("scope");
  const scopes =
    typeof requested === "string" && requested !== "" ? effectiveScopes(requested.split(" "), remaining) : remaining;
  return withScope(request, scopes.join(" ") || NO_SCOPE);
}

/** The same request to the token endpoint with another scope. */
export async function withScope(request: Request, scope: string): Promise<Request> {
  const fields = [...(await request.formData())].map(([name, value]) => [name, String(value)]);
  const form = new URLSearchParams(fields);
  form.set("scope", scope);
  return new Request(request.url, { method: "POST", headers: request.headers, body: form.toString() });
}
