/**
 * The network that a request comes from: an IPv4 address, or the /64 prefix of an IPv6 address, which is what one
 * customer usually gets. `undefined` for requests from this machine.
 */
export function clientNetwork(request: Request): string | undefined {
  const address = request.headers.get("CF-Connecting-IP") ?? "127.0.0.1";
  if (/^127\.|^::1$/.test(address)) return undefined;
  if (!address.includes(":")) return address;
  const [head = [], tail] = address.split("::").map((part) => (part === "" ? [] : part.split(":")));
  const zeros = tail ? Array<string>(Math.max(0, 8 - head.length - tail.length)).fill("0") : [];
  return `${[...head, ...zeros, ...(tail ?? [])].slice(0, 4).join(":")}::/64`;
}
