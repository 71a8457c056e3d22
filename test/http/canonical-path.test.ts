import fc from "fast-check";
import { getPath } from "hono/utils/url";
import { describe, expect, it } from "vitest";
import { canonicalPath } from "../../src/http/canonical-path.ts";

const HOST = "https://mcp.example.com";
const of = (path: string) => canonicalPath({ url: HOST + path });

describe("the canonical path", () => {
  it.each(["/", "/mcp", "/mcp/", "/oauth/token", "/.well-known/oauth-protected-resource/mcp", "/files/u_1-x.v1.k.a~b"])(
    "is the path itself: %s",
    (path) => {
      expect(of(path)).toBe(path);
      expect(of(`${path}?state=%2F..%2F#x`)).toBe(path);
    },
  );

  it.each([
    "",
    "/%61ccount",
    "/%6Dcp",
    "//mcp",
    "/account//delete",
    "/x/../account/delete",
    "/./mcp",
    "/account/..",
    "/x/%2e%2e/mcp",
    "/mcp%20",
    "/mcp;x",
    "/mcp\\",
    "/mcp\t",
    "/ma\u0308x",
    "/%",
  ])("A59 does not exist in another spelling: %j", (path) => {
    expect(of(path)).toBeUndefined();
  });

  it("A59 is the same for the URL parser and the router, or there is none", () => {
    const character = fc.constantFrom(..."/.%2e61cm\\;?#@: \tä");
    fc.assert(
      fc.property(fc.array(character, { maxLength: 12 }), (characters) => {
        const url = `${HOST}/${characters.join("")}`;
        const path = canonicalPath({ url });
        // The router reads nothing but the URL.
        if (path !== undefined) expect([getPath({ url } as Request), new URL(url).pathname]).toEqual([path, path]);
      }),
    );
  });
});
