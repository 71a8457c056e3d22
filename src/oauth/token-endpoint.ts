import { partsOfToken } from "./grant.ts";

/**
 * `POST /oauth/token`: codes and refresh tokens go through their person's account, which redeems one at a time and
 * keeps the traffic of a grant in one place; so do tokens that are given back. Nonsense goes straight to the provider.
 */
export async function exchangeToken(
  request: Request,
  env: Env,
  askProvider: (request: Request) => Promise<Response>,
): Promise<Response> {
  // Read as the provider reads it: nothing that it would redeem may pass by the account.
  const type = request.headers.get("Content-Type")?.split(";")[0]?.trim().toLowerCase();
  if (request.method !== "POST" || type !== "application/x-www-form-urlencoded") return askProvider(request);
  const form = await request.clone().formData();
  const grantType = form.get("grant_type") || undefined;
  const field = grantType === undefined ? "token" : grantType === "refresh_token" ? "refresh_token" : "code";
  const token = String(form.get(field));
  const parts = partsOfToken(token);
  if (!parts) return askProvider(request);
  const { uid, grantId } = parts;
  const account = env.ACCOUNT.getByName(uid);
  if (field === "token") return account.revokeToken({ grantId, token }, request);
  return account.redeemToken({ grantId, token, kind: field === "code" ? "code" : "refresh" }, request);
}
