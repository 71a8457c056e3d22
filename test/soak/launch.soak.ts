import { beforeAll, expect, it } from "vitest";
import { requestApi, upstream } from "../fixtures/fake-network.ts";
import { CONNECTED, connectFrom, registerFrom } from "../fixtures/launch-day.ts";
import { inGroups, printFigures } from "./users.ts";

const USERS = 200;
const AT_ONCE = 10;
const FLOOD = 1_000;
const ADDRESS = "2001:db8:1a::1";

beforeAll(() => upstream.reset());

it("connects 200 users of one host app from one address within a minute, while the same address floods registrations", async () => {
  const numbers = Array.from({ length: USERS }, (_, n) => n);
  const keys = await inGroups(numbers, AT_ONCE, async (n) => {
    const key = `launch${n}key00000000000`;
    await upstream.addAthlete({ key, id: `i${7_660_000 + n}`, name: `Launch ${n}` });
    // Creates the athlete, which takes longer than to connect them.
    await requestApi(key, "athlete/0");
    return key;
  });
  const started = Date.now();
  const flooding = inGroups(
    Array.from({ length: FLOOD }, (_, n) => n),
    4,
    async () => {
      const response = await registerFrom(ADDRESS, "https://unknown.example/callback");
      return response.status === 429
        ? [429, response.headers.get("Retry-After"), await response.json()]
        : response.status;
    },
  );
  const connected = await inGroups(keys, AT_ONCE, (api_key) => connectFrom(ADDRESS, { decision: "approve", api_key }));
  const seconds = (Date.now() - started) / 1000;
  const flood = await flooding;
  const accepted = flood.filter((answer) => answer === 201).length;
  const minutes = Math.ceil((Date.now() - started) / 60_000) + 1;
  printFigures(
    `${connected.length} users connected from one address in ${seconds.toFixed(1)} s; ${accepted} of ${FLOOD} unknown registrations accepted in ${minutes - 1} min`,
  );
  expect(connected).toEqual(Array(USERS).fill(CONNECTED));
  expect(seconds).toBeLessThan(60);
  expect(accepted).toBeLessThanOrEqual(10 * minutes);
  const rejection = { error: "temporarily_unavailable", error_description: expect.any(String) };
  expect(flood.filter((answer) => answer !== 201)).toEqual(Array(FLOOD - accepted).fill([429, "60", rejection]));
});
