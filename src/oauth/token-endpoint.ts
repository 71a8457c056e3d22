import * as z from "zod";
import { clientIdOf } from "./client-authentication.ts";
import { parseToken } from "./grant.ts";

/** What is read of the provider's record of a grant. Its format: see its storage-schema.md. */
const StoredGrant = z.object({ clientId: z.string() });

/** What a request to the token endpoint redeems or revokes. */
export interface PresentedToken {
  kind: "code" | "refresh" | "revoked";
  token: string;
  uid: string;
  grantId: string;
  clientId: string | undefined;
}

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
  const presented = await presentedToken(request);
  if (!presented) return provider(request);
  const { kind, uid, grantId, token, clientId } = presented;
  const owner = await clientOfGrant(env, presented);
  if (owner === undefined) return provider(request);
  // Not the provider's decision: if it saw a client here after all, its answer would bypass the account object.
  if (clientId === undefined) return unknownClient(request);
  if (clientId !== owner) return kind === "revoked" ? provider(request) : wrongClient();
  const account = env.ACCOUNT.getByName(uid);
  return kind === "revoked"
    ? account.revokeToken({ grantId, token, clientId }, request)
    : account.redeemToken({ grantId, token, clientId, kind }, request);
}

/** Parsed exactly as the provider does it: nothing that it would redeem may bypass the account object. */
export async function presentedToken(request: Request): Promise<PresentedToken | undefined> {
  const type = request.headers.get("Content-Type")?.split(";")[0]?.trim().toLowerCase();
  if (request.method !== "POST" || type !== "application/x-www-form-urlencoded") return undefined;
  const form = await request.clone().formData();
  const grantType = form.get("grant_type") || undefined;
  const field = grantType === undefined ? "token" : grantType === "refresh_token" ? "refresh_token" : "code";
  const kind = ({ token: "revoked", refresh_token: "refresh", code: "code" } as const)[field];
  const token = String(form.get(field));
  const parts = parseToken(token);
  return parts && { kind, token, ...parts, clientId: clientIdOf(request, form) };
}

/** The client that a grant was issued to; `undefined` if there is no such grant. */
export async function clientOfGrant(
  env: Env,
  { uid, grantId }: Pick<PresentedToken, "uid" | "grantId">,
): Promise<string | undefined> {
  return StoredGrant.safeParse(await env.OAUTH_KV.get(`grant:${uid}:${grantId}`, "json")).data?.clientId;
}

const unknownClient = (request: Request): Response =>
  Response.json(
    { error: "invalid_client", error_description: "Client authentication failed" },
    {
      status: 401,
      headers: {
        "Cache-Control": "no-store",
        // RFC 6749 §5.2: required if the client used this header.
        ...(request.headers.has("Authorization") && { "WWW-Authenticate": 'Basic realm="OAuth"' }),
      },
    },
  );

const wrongClient = (): Response =>
  Response.json(
    { error: "invalid_grant", error_description: "This was issued to another client." },
    { status: 400, headers: { "Cache-Control": "no-store" } },
  );
