/**
 * Where a request comes from, as far as the network says: an IPv4 address, or the /64 network that one customer has of
 * IPv6. Nothing for requests from this machine.
 */
export function senderOf(request: Request): string | undefined {
  const address = request.headers.get("CF-Connecting-IP") ?? "127.0.0.1";
  if (/^127\.|^::1$/.test(address)) return undefined;
  if (!address.includes(":")) return address;
  const [head = [], tail] = address.split("::").map((part) => (part === "" ? [] : part.split(":")));
  const zeros = tail ? Array<string>(Math.max(0, 8 - head.length - tail.length)).fill("0") : [];
  return `${[...head, ...zeros, ...(tail ?? [])].slice(0, 4).join(":")}::/64`;
}
