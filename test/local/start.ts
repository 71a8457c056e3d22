/** `npm start`: runs the whole service on this machine with a local database. Needs no account and no secret. */
import { spawn, spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

const { values } = parseArgs({ options: { port: { type: "string", default: "8787" } } });
const url = `http://localhost:${values.port}`;
const env = { ...process.env, WRANGLER_SEND_METRICS: "false", CI: "true" };

const migrated = spawnSync("wrangler", ["d1", "migrations", "apply", "DB", "--local"], { env, encoding: "utf8" });
if (migrated.status !== 0) {
  console.error(`${migrated.stdout}${migrated.stderr}\nThe database could not be prepared; see above.`);
  process.exit(1);
}

const wrangler = spawn("wrangler", ["dev", "--port", values.port, "--var", `PUBLIC_URL:${url}`], {
  env,
  stdio: "inherit",
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => wrangler.kill(signal));
wrangler.on("exit", (code) => process.exit(code ?? 0));

while (!(await isUp())) await new Promise((resolve) => setTimeout(resolve, 300));
console.log(`
  Ready. Add this URL to an MCP client on this machine, and sign in on the page that opens:

      ${url}/mcp

  How to connect each client:   ${url}/
  Try it without a client:      npm run try   (in a second terminal)
`);

async function isUp(): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`)).ok;
  } catch {
    return false;
  }
}
