import { CimdFetchError } from "@cloudflare/workers-oauth-provider";
import type { AuthorizationServerPort } from "../account/authorization-server-port.ts";
import type { AuthorizationServer } from "./authorization-server.ts";
import { excessGrants } from "./grant-expiry.ts";

/** The authorization server as account objects use it. `serverOf` is called late: it needs a valid configuration. */
export function authorizationServerPort(
  env: Env,
  serverOf: (env: Env) => AuthorizationServer,
): AuthorizationServerPort {
  const helpers = () => serverOf(env).helpers(env);
  return {
    async loadClient(clientId) {
      try {
        return (await helpers().lookupClient(clientId)) !== null;
      } catch (error) {
        if (error instanceof CimdFetchError) return false;
        throw error;
      }
    },
    exchange(request) {
      // The token endpoint does nothing after its response.
      const ctx = { waitUntil() {}, passThroughOnException() {}, props: {} };
      return serverOf(env).fetch(request, env, ctx as unknown as ExecutionContext); // the rest is not used
    },
    revokeGrant: (uid, grantId) => helpers().revokeGrant(grantId, uid),
    async excessGrants(uid, grantId) {
      const { items } = await helpers().listUserGrants(uid);
      return excessGrants(items, grantId);
    },
    async findRecords({ uid, grantId, token }) {
      const [accessToken, grant] = await Promise.all([
        helpers().unwrapToken(token),
        // The provider has no function for this. Its key format: see its storage-schema.md.
        env.OAUTH_KV.get(`grant:${uid}:${grantId}`),
      ]);
      return { accessToken: accessToken !== null, grant: grant !== null };
    },
  };
}
