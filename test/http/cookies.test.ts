import { describe, expect, it } from "vitest";
import { expireCookie, readCookie, serializeCookie } from "../../src/http/cookies.ts";

const withCookie = (Cookie: string) => new Request("https://mcp.example.com/", { headers: { Cookie } });

describe("a cookie", () => {
  it("is Secure, HttpOnly, for the whole host, and comes back as it was set", () => {
    const header = serializeCookie({ name: "__Host-x", value: "a b;c=ä", maxAgeSeconds: 60, sameSite: "Strict" });
    expect(header).toBe("__Host-x=a%20b%3Bc%3D%C3%A4; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Strict");
    expect(readCookie(withCookie(`other=1; ${header.split(";")[0]}; last=2`), "__Host-x")).toBe("a b;c=ä");
  });

  it("is not confused with one whose name ends or begins alike", () => {
    expect(readCookie(withCookie("a__Host-x=1; __Host-xy=2"), "__Host-x")).toBeUndefined();
    expect(readCookie(new Request("https://mcp.example.com/"), "__Host-x")).toBeUndefined();
  });

  it("is deleted by an empty one that expires at once", () => {
    expect(expireCookie("__Host-x")).toBe("__Host-x=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Strict");
  });
});
