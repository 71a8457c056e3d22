import { serveUrl } from "../fixtures/fake-network.ts";
import { type App, fetchWorker, ORIGIN } from "../fixtures/oauth-client.ts";

/** Clients that authenticate to the token endpoint. */

export async function registerClientWithSecret(redirectUri = "https://secretive.example/callback") {
  const registered = await fetchWorker("/oauth/register", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      client_name: "With a secret",
      redirect_uris: [redirectUri],
      grant_types: ["authorization_code", "refresh_token"],
      token_endpoint_auth_method: "client_secret_post",
    }),
  });
  const { client_id, client_secret } = (await registered.json()) as { client_id: string; client_secret: string };
  const app: App = { clientId: client_id, redirectUri };
  return { app, client_secret };
}

/** A client with a metadata document and a key pair, like ChatGPT. */
export async function publishClientWithKeyPair(clientId: string) {
  const redirectUri = "https://signing.example/callback";
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const keys = (await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as CryptoKeyPair; // ECDSA has key pairs
  const { kty, crv, x, y } = (await crypto.subtle.exportKey("jwk", keys.publicKey)) as JsonWebKey; // because of "jwk"
  serveUrl(clientId, () =>
    Response.json({
      client_id: clientId,
      client_name: "Signing client",
      redirect_uris: [redirectUri],
      grant_types: ["authorization_code", "refresh_token"],
      token_endpoint_auth_method: "private_key_jwt",
      token_endpoint_auth_signing_alg: "ES256",
      jwks: { keys: [{ kty, crv, x, y, use: "sig", alg: "ES256" }] },
    }),
  );
  const encode = (value: string | Uint8Array) =>
    (typeof value === "string" ? new TextEncoder().encode(value) : value).toBase64({
      alphabet: "base64url",
      omitPadding: true,
    });
  return {
    app: { clientId, redirectUri },
    async proof() {
      const now = Math.floor(Date.now() / 1000);
      const claims = { iss: clientId, sub: clientId, aud: ORIGIN, iat: now, exp: now + 60, jti: crypto.randomUUID() };
      const signed = `${encode('{"alg":"ES256","typ":"JWT"}')}.${encode(JSON.stringify(claims))}`;
      const hash = { name: "ECDSA", hash: "SHA-256" };
      const signature = await crypto.subtle.sign(hash, keys.privateKey, new TextEncoder().encode(signed));
      return {
        client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        client_assertion: `${signed}.${encode(new Uint8Array(signature))}`,
      };
    },
  };
}
