import type { Mutant } from "../mutant.ts";

const guard = { file: "src/http/guard.ts", tests: ["test/http/guard.test.ts", "test/attacks/http.test.ts"] };
const body = { file: "src/http/body.ts", tests: ["test/http/body.test.ts"] };

export const HTTP: readonly Mutant[] = [
  {
    ...guard,
    breaks: "any Host is accepted",
    find: "const isOwn = url.host === own.host ||",
    replace: "const isOwn = url.host !== own.host ||",
  },
  {
    ...guard,
    breaks: "web pages of any origin may call /mcp",
    find: "(origins.has(origin) || isLocalTool(origin, publicUrl))",
    replace: "true",
  },
  {
    ...guard,
    breaks: "forms may be posted from other sites",
    find: 'origin === publicUrl || (origins !== "own"',
    replace: 'origin !== publicUrl || (origins !== "own"',
  },
  {
    ...guard,
    breaks: "a form of another site is accepted if the browser sends no Origin",
    find: "? !isFromOtherSite(request)",
    replace: "? true",
  },
  {
    ...guard,
    breaks: "handlers get bodies that are not forms",
    find: "if (!FORM_TYPES.test",
    replace: "if (FORM_TYPES.test",
  },
  {
    ...guard,
    breaks: "handlers get forms that cannot be parsed",
    find: "return (await isReadableForm(request))",
    replace: "return true",
  },
  {
    file: "src/http/canonical-path.ts",
    breaks: "percent-encoded paths are served",
    find: "&& CANONICAL.test(written)",
    replace: "",
    tests: ["test/http/canonical-path.test.ts", "test/attacks/http.test.ts"],
  },
  {
    file: "src/http/canonical-path.ts",
    breaks: "paths with dot segments are served",
    find: "written === new URL(url).pathname &&",
    replace: "",
    tests: ["test/http/canonical-path.test.ts"],
  },
  {
    ...guard,
    breaks: "repeated OAuth parameters are accepted",
    tests: ["test/attacks/redirects.test.ts"],
    find: "new Set(names).size < names.length",
    replace: "new Set(names).size > names.length",
  },
  {
    file: "src/http/policies.ts",
    breaks: "a form may have 16 MiB",
    find: "PAGE: Policy = { maxBodyBytes: 16 * 1024,",
    replace: "PAGE: Policy = { maxBodyBytes: 16 * 1024 * 1024,",
    tests: ["test/attacks/http.test.ts"],
  },
  { ...body, breaks: "JSON may nest 640 levels", find: "MAX_NESTING = 64;", replace: "MAX_NESTING = 640;" },
  {
    ...body,
    breaks: "a batch may have 101 messages",
    find: "messages.length > MAX_MESSAGES",
    replace: "messages.length > 101",
  },
  {
    ...body,
    breaks: "duplicate property names are accepted",
    find: "contents.names < names",
    replace: "contents.names > names",
  },
  { ...body, breaks: "an id may have 100 KB", find: "MAX_ID_BYTES = 256", replace: "MAX_ID_BYTES = 100_000" },
  {
    ...body,
    breaks: "progress tokens may have any length",
    find: `fieldOf(fieldOf(params, "_meta"), "progressToken")`,
    replace: `fieldOf(params, "_meta")`,
  },
  {
    file: "src/http/client-network.ts",
    breaks: "IPv6 addresses of one customer are counted separately",
    find: ".slice(0, 4)",
    replace: ".slice(0, 8)",
    tests: ["test/http/client-network.test.ts"],
  },
  {
    file: "src/http/pages/layout.tsx",
    breaks: "pages may be framed",
    find: `"frame-ancestors 'none'"`,
    replace: `"frame-ancestors *"`,
    tests: ["test/attacks/pages.test.ts"],
  },
  {
    file: "src/http/headers.ts",
    breaks: "responses may be stored by caches",
    find: `"Cache-Control": "no-store"`,
    replace: `"Cache-Control": "private"`,
    tests: ["test/attacks/pages.test.ts", "test/attacks/http.test.ts"],
  },
];
