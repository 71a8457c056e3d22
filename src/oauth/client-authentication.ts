import { parseJson } from "../json.ts";

/** The client id of a token request, read as the provider reads it: HTTP Basic, a parameter, or a JWT (RFC 7523). */
export function clientIdOf(request: Request, form: FormData): string | undefined {
  const basic = /^basic[ \t]+(\S+)$/i.exec(request.headers.get("Authorization") ?? "");
  if (basic) return userOf(basic[1] ?? "");
  return fieldOf(form, "client_id") ?? issuerOf(fieldOf(form, "client_assertion") ?? "");
}

/** The provider drops empty values of these parameters, and rejects a request with several others. */
const fieldOf = (form: FormData, name: string): string | undefined =>
  form
    .getAll(name)
    .map(String)
    .find((value) => value !== "");

function userOf(credentials: string): string | undefined {
  try {
    const [, user] = /^([^:]*):/.exec(atob(credentials)) ?? [];
    return user === undefined ? undefined : decodeURIComponent(user.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}

function issuerOf(jwt: string): string | undefined {
  const [, claims = ""] = jwt.split(".");
  try {
    const parsed = parseJson(atob(claims.replaceAll("-", "+").replaceAll("_", "/")));
    if (typeof parsed !== "object" || parsed === null || !("iss" in parsed)) return undefined;
    return typeof parsed.iss === "string" ? parsed.iss : undefined;
  } catch {
    return undefined;
  }
}
