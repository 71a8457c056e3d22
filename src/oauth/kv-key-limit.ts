/** KV throws for longer keys. */
const MAX_KEY_BYTES = 512;

const limited = new WeakMap<Env, Env>();

/**
 * The bindings for the provider, which builds KV keys from client ids, tokens and issuers exactly as received. A key that
 * is too long is reported as not found instead of throwing.
 */
export function withKeyLimit(env: Env): Env {
  const wrapped = limited.get(env) ?? Object.create(env, { OAUTH_KV: { value: limitKeys(env.OAUTH_KV) } });
  limited.set(env, wrapped);
  return wrapped;
}

function limitKeys(kv: KVNamespace): KVNamespace {
  const get = async (key: string, options: { type: "json" }) =>
    new TextEncoder().encode(key).byteLength > MAX_KEY_BYTES ? null : kv.get(key, options);
  const used = { get, put: kv.put.bind(kv), delete: kv.delete.bind(kv), list: kv.list.bind(kv) };
  // The provider uses only these methods.
  return used as unknown as KVNamespace;
}
