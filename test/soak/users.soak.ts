import { env } from "cloudflare:workers";
import { beforeAll, expect, it } from "vitest";
import { upstream } from "../fixtures/fake-network.ts";
import { callTool, openSession, type RawResponse, sendInSession } from "../fixtures/raw-mcp.ts";
import { evictor, inGroups, pick, printFigures, signInMany } from "./users.ts";

const USERS = 50;
const CALLS = 40;

beforeAll(() => upstream.reset());

it("each of 50 concurrent users gets only their own data in both protocol eras while objects are evicted at random", async () => {
  const users = await signInMany(USERS, 7_630_000);
  const sessions = await inGroups(users, 10, ({ access_token }) => openSession(access_token));
  const params = { name: "icu_get_athlete_profile", arguments: {} };
  const wrong: string[] = [];
  let answered = 0;

  const check = (own: string, { status, text }: RawResponse) => {
    const names = new Set(text.match(/Canary \d+/g) ?? []);
    if (status === 200 && names.size === 1 && names.has(own)) answered++;
    else wrong.push(`${own}: ${status} ${[...names].join()} ${text.slice(0, 200)}`);
  };
  const evicting = evictor([
    () => env.ACCOUNT.getByName(pick(users).uid),
    () => env.MCP_SESSION.getByName(`streamable-http:${pick(sessions).split(".")[0]}`),
  ]);
  await Promise.all(
    users.map(async ({ access_token, name }, index) => {
      for (let n = 0; n < CALLS; n++) {
        evicting.maybe();
        const session = sessions[index] ?? "";
        const isStateless = (n + index) % 2 === 0;
        const answer = isStateless
          ? await callTool(access_token, params.name)
          : await sendInSession(access_token, session, { id: n, method: "tools/call", params });
        check(name, answer);
      }
    }),
  );
  const evictions = await evicting.count();
  printFigures(
    `${USERS} users × ${CALLS} calls: ${answered} right, ${wrong.length} wrong or lost, ${evictions} evictions`,
  );
  expect(wrong).toEqual([]);
  expect(answered).toBe(USERS * CALLS);
  expect(evictions).toBeGreaterThan(CALLS);
});
