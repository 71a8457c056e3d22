import type { Env } from "../config.ts";
import { partsOfToken } from "./grant.ts";

/**
 * `POST /oauth/token`: codes and refresh tokens go through their person's account, which redeems one at a time and
 * keeps the traffic of a grant in one place. Everything else (revocation, nonsense) goes straight to the provider.
 */
export async function exchangeToken(
  request: Request,
  env: Env,
  askProvider: (request: Request) => Promise<Response>,
): Promise<Response> {
  if (request.method !== "POST") return askProvider(request);
  if (!request.headers.get("Content-Type")?.startsWith("application/x-www-form-urlencoded"))
    return askProvider(request);
  const form = await request.clone().formData();
  const kind = form.get("grant_type") === "refresh_token" ? "refresh" : "code";
  const token = String(form.get(kind === "refresh" ? "refresh_token" : "code"));
  const parts = form.has("grant_type") ? partsOfToken(token) : undefined;
  if (!parts) return askProvider(request);
  return env.ACCOUNT.getByName(parts.uid).redeem({ grantId: parts.grantId, token, kind }, request);
}
