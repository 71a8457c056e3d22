import { parseJson } from "../json.ts";

/** The client id of a token request, read as the provider reads it: HTTP Basic, a parameter, or a JWT (RFC 7523). */
export function clientIdOf(request: Request, form: FormData): string | undefined {
  const basic = /^basic[ \t]+(\S+)$/i.exec(request.headers.get("Authorization") ?? "");
  if (basic) return userOf(basic[1] ?? "");
  return textOf(form.get("client_id")) ?? issuerOf(textOf(form.get("client_assertion")) ?? "");
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

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
