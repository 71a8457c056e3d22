/**
 * `npm run admin -- stats | rotate | purge`: counts the accounts of a deployment, seals credentials with the active master
 * key, deletes accounts that nobody has used for 13 months. See docs/operations.md.
 *
 *     PUBLIC_URL=https://mcp.example.com ADMIN_TOKEN=… npm run admin -- stats
 */
import { isAdminCommand, runAdminCommand } from "./admin-commands.ts";

const { PUBLIC_URL, ADMIN_TOKEN } = process.env;
const [command] = process.argv.slice(2);
if (!isAdminCommand(command) || !PUBLIC_URL || !ADMIN_TOKEN) {
  console.error("Usage: PUBLIC_URL=https://… ADMIN_TOKEN=… npm run admin -- stats | rotate | purge");
  process.exit(2);
}
const headers = { Authorization: `Bearer ${ADMIN_TOKEN}`, Origin: new URL(PUBLIC_URL).origin };
try {
  const send = (method: string, path: string) =>
    fetch(new URL(path, PUBLIC_URL), { method, headers, redirect: "error" });
  console.log(JSON.stringify(await runAdminCommand(command, send), null, 2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
