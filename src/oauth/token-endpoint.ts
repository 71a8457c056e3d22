import * as z from "zod";
import type { TokenOfClient } from "../account/token-requests.ts";
import { clientIdOf } from "./client-authentication.ts";
import { parseToken } from "./grant.ts";

/** What is read of the provider's record of a grant. Its format: see its storage-schema.md. */
const StoredGrant = z.object({ clientId: z.string() });

/**
 * `POST /oauth/token`: codes, refresh tokens and revoked tokens (RFC 7009) go through the user's account object, which
 * handles one at a time because KV has no transactions. Only the client of an existing grant gets there: anybody who has
 * seen a uid could otherwise occupy the object of that user. Anything else goes straight to the provider.
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
  const grant = StoredGrant.safeParse(await env.OAUTH_KV.get(`grant:${uid}:${grantId}`, "json"));
  if (!grant.success) return provider(request);
  const clientId = clientIdOf(request, form);
  if (clientId === undefined) return provider(request);
  if (clientId !== grant.data.clientId) return field === "token" ? provider(request) : wrongClient();
  const account = env.ACCOUNT.getByName(uid);
  const presented = { grantId, token, clientId } satisfies Omit<TokenOfClient, "kind">;
  if (field === "token") return account.revokeToken(presented, request);
  return account.redeemToken({ ...presented, kind: field === "code" ? "code" : "refresh" }, request);
}

const wrongClient = (): Response =>
  Response.json(
    { error: "invalid_grant", error_description: "This was issued to another client." },
    { status: 400, headers: { "Cache-Control": "no-store" } },
  );
