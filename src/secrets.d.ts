/** What `wrangler secret put` and a deployment's own variables may add to the bindings of `wrangler.jsonc`. */
interface Secrets {
  VAULT_KEYS?: string;
  VAULT_ACTIVE?: string;
  UID_PEPPER?: string;
  INTERVALS_OAUTH_CLIENT_ID?: string;
  INTERVALS_OAUTH_CLIENT_SECRET?: string;
  INTERVALS_WEBHOOK_SECRET?: string;
  ADMIN_TOKEN?: string;
  SECURITY_CONTACT?: string;
}
interface Env extends Secrets {}
declare namespace Cloudflare {
  interface Env extends Secrets {}
}
