import type { Client } from "@modelcontextprotocol/client";
import { printRow } from "./report.ts";
import { signIn } from "./sign-in.ts";
import { startCannedUpstream, startWorkerd } from "./workerd.ts";

const TOOL = { name: "icu_get_fitness_chart", arguments: { days_back: 7, days_ahead: 0 } };
/** Users who send one request at a time; so many that their rate limits do not count. */
const USERS = 40;
/** Points of the curve per kind of request. */
const POINTS = 10;

/**
 * How the memory of workerd grows with each kind of request: a curve of resident memory, and the growth per request in
 * the second half, when caches are full and the heap has reached its size.
 */
export async function measureMemory(requests: number): Promise<void> {
  const upstream = await startCannedUpstream();
  const workerd = await startWorkerd(upstream.url);
  try {
    const users = await Promise.all(
      Array.from({ length: USERS }, async (_, index) => {
        const api_key = `bench${String(index).padStart(3, "0")}key00000000000`;
        const connect = await signIn(workerd.url, { api_key, toolset: "everything" });
        return { stateless: await connect("auto"), session: await connect("legacy") };
      }),
    );
    const call = (client: Client) => client.callTool(TOOL);
    await measure(workerd, requests, "/healthz", async () => {
      await (await fetch(`${workerd.url}/healthz`)).arrayBuffer();
    });
    await measure(workerd, requests, "tools/list, stateless", (index) => users[index]?.stateless.listTools());
    await measure(workerd, requests, "a call, stateless", (index) => users[index] && call(users[index].stateless));
    await measure(workerd, requests, "a call, session", (index) => users[index] && call(users[index].session));
    await Promise.all(users.flatMap(({ stateless, session }) => [stateless.close(), session.close()]));
  } finally {
    await workerd.stop();
    upstream.stop();
  }
}

async function measure(
  workerd: Awaited<ReturnType<typeof startWorkerd>>,
  requests: number,
  name: string,
  request: (client: number) => Promise<unknown> | undefined,
): Promise<void> {
  const curve = [workerd.residentMegabytes()];
  const stored = workerd.storedMegabytes();
  for (let point = 0; point < POINTS; point++) {
    let left = requests / POINTS;
    const send = async (client: number) => {
      while (left-- > 0) await request(client);
    };
    await Promise.all(Array.from({ length: USERS }, (_, client) => send(client)));
    curve.push(workerd.residentMegabytes());
  }
  const half = curve.slice(POINTS / 2);
  const growth = (((half.at(-1) ?? 0) - (half[0] ?? 0)) * 1024) / (requests / 2);
  const storage = workerd.storedMegabytes() - stored;
  printRow(
    `Memory: ${requests} × ${name}`,
    `${curve.map(Math.round).join(" ")} MB; ${growth.toFixed(1)} kB per request in the second half; stored ${storage.toFixed(1)} MB more`,
  );
}
