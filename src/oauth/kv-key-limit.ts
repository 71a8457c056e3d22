/** KV refuses longer keys with an exception. */
const LONGEST_KEY_BYTES = 512;

const known = new WeakMap<Env, Env>();

/**
 * The bindings as the provider may have them. It makes keys of whatever it is sent (client ids, tokens, the issuer of
 * an assertion): what no key can name does not exist, and is refused like everything that does not exist.
 */
export function withBoundedKeys(env: Env): Env {
  const bounded = known.get(env) ?? Object.create(env, { OAUTH_KV: { value: boundedStore(env.OAUTH_KV) } });
  known.set(env, bounded);
  return bounded;
}

function boundedStore(kv: KVNamespace): KVNamespace {
  const get = async (key: string, options: { type: "json" }) =>
    new TextEncoder().encode(key).byteLength > LONGEST_KEY_BYTES ? null : kv.get(key, options);
  const used = { get, put: kv.put.bind(kv), delete: kv.delete.bind(kv), list: kv.list.bind(kv) };
  // The provider uses these and no others.
  return used as unknown as KVNamespace;
}
