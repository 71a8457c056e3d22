import { describe, expect, it } from "vitest";
import { clientNetwork } from "../../src/http/client-network.ts";

const networkOf = (address: string) =>
  clientNetwork(new Request("https://mcp.example.com", { headers: { "CF-Connecting-IP": address } }));

describe("clientNetwork", () => {
  it("is the address itself for IPv4", () => {
    expect(networkOf("203.0.113.7")).toBe("203.0.113.7");
  });

  it("is the /64 prefix for IPv6, however the address is written", () => {
    expect(networkOf("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1:2::/64");
    expect(networkOf("2001:db8:1:2::9")).toBe("2001:db8:1:2::/64");
    expect(networkOf("2001:db8::1")).toBe("2001:db8:0:0::/64");
  });

  it.each(["127.0.0.1", "::1"])("is undefined for %s, which is this machine", (address) => {
    expect(networkOf(address)).toBeUndefined();
  });
});
