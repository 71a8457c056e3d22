import { parseToken } from "./grant.ts";

/**
 * `POST /oauth/token`: codes, refresh tokens and revoked tokens (RFC 7009) go through the user's account object, which
 * handles one at a time because KV has no transactions. Anything else goes straight to the provider.
 */
export async function handleTokenRequest(
  request: Request,
  env: Env,
  provider: (request: Request) => Promise<Response>,
): Promise<Response> {
  // Parsed exactly as the provider does it: nothing that it would redeem may bypass the account object.
  const type = request.headers.get("Content-Type")?.split(";")[0]?.trim().toLowerCase();
  if (request.method !== "POST" || type !== "application/x-www-form-urlencoded") return provider(request);
  const form = await request.clone().formData();
  const grantType = form.get("grant_type") || undefined;
  const field = grantType === undefined ? "token" : grantType === "refresh_token" ? "refresh_token" : "code";
  const token = String(form.get(field));
  const parts = parseToken(token);
  if (!parts) return provider(request);
  const { uid, grantId } = parts;
  const account = env.ACCOUNT.getByName(uid);
  if (field === "token") return account.revokeToken({ grantId, token }, request);
  return account.redeemToken({ grantId, token, kind: field === "code" ? "code" : "refresh" }, request);
}
