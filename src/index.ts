export { Account } from "./account/account.ts";
export { DemoAthlete } from "./demo/demo-athlete.ts";
export { McpSession } from "./mcp/session.ts";

export default {
  fetch: () => new Response("ok"),
} satisfies ExportedHandler;
