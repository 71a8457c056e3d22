/** Sends a request to `/admin` of a deployment. */
export type Send = (method: "GET" | "POST", path: string) => Promise<Response>;

export const ADMIN_COMMANDS = ["stats", "rotate", "purge"] as const;
export type AdminCommand = (typeof ADMIN_COMMANDS)[number];

export const isAdminCommand = (name: string | undefined): name is AdminCommand =>
  ADMIN_COMMANDS.some((command) => command === name);

/** Runs a command on all accounts and returns what it found or did. @throws Error if the deployment refuses it */
export async function runAdminCommand(command: AdminCommand, send: Send): Promise<Record<string, unknown>> {
  if (command === "stats") return read(await send("GET", "/admin/stats"));
  const results: Record<string, number> = {};
  let after: string | undefined = "";
  while (after !== undefined) {
    const page: Record<string, unknown> = await read(await send("POST", `/admin/${command}?after=${after}`));
    for (const [result, times] of Object.entries(page.results ?? {})) {
      results[result] = (results[result] ?? 0) + Number(times);
    }
    after = typeof page.next === "string" ? page.next : undefined;
  }
  return results;
}

async function read(response: Response): Promise<Record<string, unknown>> {
  if (response.status === 404)
    throw new Error("The deployment has no ADMIN_TOKEN. Set it with `npx wrangler secret put`.");
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return response.json();
}
