/** Segments of characters that need no encoding (RFC 3986 §2.3). Every path of this server consists of them. */
const CANONICAL = /^(\/[\w.~-]+)*\/?$/;

/**
 * The path of a request, or `undefined` if it is written in another way than its only canonical one. The router decodes
 * percent-encoding and keeps dot segments, the OAuth provider and `URL` do the opposite, so the same request could be
 * guarded as one path and served as another.
 */
export function canonicalPath({ url }: Pick<Request, "url">): string | undefined {
  const [, written = ""] = /^[^:]+:\/\/[^/?#]*([^?#]*)/.exec(url) ?? [];
  return written !== "" && written === new URL(url).pathname && CANONICAL.test(written) ? written : undefined;
}
