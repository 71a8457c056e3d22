/** `npm run try`: a small real client. Signs in as the demo athlete over OAuth, lists the tools, asks five questions. */
import { Client, StreamableHTTPClientTransport, UnauthorizedError } from "@modelcontextprotocol/client";
import { OAuthClient } from "./oauth-client.ts";

const url = new URL(process.argv[2] ?? "http://localhost:8787/mcp");
const QUESTIONS = [
  ["How fit am I today?", "icu_get_fitness_summary", {}],
  ["What did I do last week?", "icu_get_recent_activities", { days_back: 7 }],
  ["How did I sleep?", "icu_get_wellness_data", { days_back: 4 }],
  [
    "Plan four times four minutes for Friday.",
    "icu_create_event",
    {
      start_date: "friday",
      name: "VO2 4x4",
      category: "WORKOUT",
      event_type: "Ride",
      description: "Warmup\n- 15m ramp 50-75%\n\n4x\n- Hard 4m 106-110%\n- Easy 3m 55%\n\nCooldown\n- 8m 50%",
    },
  ],
  ["What is on my calendar?", "icu_get_calendar_events", { days_ahead: 6 }],
] as const;

const oauth = new OAuthClient({ decision: "demo" });
const client = new Client({ name: "npm run try", version: "1" }, { versionNegotiation: { mode: "auto" } });
const connect = () => {
  const transport = new StreamableHTTPClientTransport(url, { authProvider: oauth });
  return client.connect(transport).then(
    () => undefined,
    (error) => {
      if (!(error instanceof UnauthorizedError)) throw error;
      return transport;
    },
  );
};

try {
  const unauthorized = await connect();
  if (unauthorized) {
    console.log(`Signed in as the demo athlete on ${url.origin}/authorize.\n`);
    await unauthorized.finishAuth(oauth.callbackParams);
    await connect();
  }
} catch (error) {
  console.error(`${url} cannot be reached. Start the server first: npm start\n(${error})`);
  process.exit(1);
}

const { tools } = await client.listTools();
console.log(`Protocol ${client.getNegotiatedProtocolVersion() ?? ""}. Tools of this connection:`);
console.log(`${tools.map(({ name, title }) => `  ${name.padEnd(28)} ${title ?? ""}`).join("\n")}\n`);

for (const [question, name, args] of QUESTIONS) {
  const { content } = await client.callTool({ name, arguments: args });
  console.log(`\u001b[1m${question}\u001b[0m  → ${name} ${JSON.stringify(args)}\n`);
  for (const block of content) if (block.type === "text") console.log(`${block.text.replace(/^/gm, "    ")}\n`);
}
await client.close();
