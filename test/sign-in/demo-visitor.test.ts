import { describe, expect, it } from "vitest";
import { createDemoVisitor, demoVisitorCookie, demoVisitorOf } from "../../src/sign-in/demo-visitor.ts";

const withCookie = (Cookie: string) => new Request("https://mcp.example.com/account", { headers: { Cookie } });

describe("the demo visitor of a browser", () => {
  it("is remembered for 14 days", () => {
    const visitor = createDemoVisitor();
    const cookie = demoVisitorCookie(visitor);
    expect(cookie).toBe(`__Host-demo-visitor=${visitor}; Max-Age=1209600; Path=/; HttpOnly; Secure; SameSite=Lax`);
    expect(demoVisitorOf(withCookie(cookie.split(";")[0] ?? ""))).toBe(visitor);
  });

  it.each(["", "demo-", "demo-athlete", `demo-${"0".repeat(37)}`, `xdemo-${"0".repeat(36)}`, `demo-${"g".repeat(36)}`])(
    "is not named by “%s”",
    (value) => {
      expect(demoVisitorOf(withCookie(`__Host-demo-visitor=${value}`))).toBeUndefined();
    },
  );
});
