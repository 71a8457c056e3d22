import { env } from "cloudflare:workers";
import { beforeAll, expect, it } from "vitest";
import { upstream } from "../fixtures/fake-network.ts";
import {
  codeFrom,
  openConsentPage,
  redeemCode,
  refresh,
  registerApp,
  type SignedInUser,
  submitConsent,
  type Tokens,
  toSignedInUser,
} from "../fixtures/oauth-client.ts";
import { isAccepted } from "../fixtures/raw-mcp.ts";
import { evictor, inGroups, pick, printFigures, signInMany } from "./users.ts";

const USERS = 20;
const GRANTS = 200;
const AT_ONCE = 20;
const REFRESHES = 10;

beforeAll(() => upstream.reset());

/** Authorizes `GRANTS` apps of `USERS` users, and returns codes that are not redeemed yet. */
async function freshCodes() {
  const users = await signInMany(USERS, 7_610_000);
  return inGroups(
    Array.from({ length: GRANTS }, (_, n) => n),
    10,
    async (n) => {
      const { key, uid } = users[n % USERS] ?? pick(users);
      const app = await registerApp();
      const answer = await submitConsent(await openConsentPage(app), {
        decision: "approve",
        preset: "read",
        api_key: key,
      });
      return { app, uid, code: codeFrom(answer) };
    },
  );
}

const accountOf = (uid: string) => env.ACCOUNT.getByName(uid);
const tokensIn = async (response: Response) => (await response.json()) as Tokens;

it("each of 200 codes is redeemed exactly once by 20 requests at the same time", async () => {
  const codes = await freshCodes();
  const evicting = evictor([() => accountOf(pick(codes).uid)]);
  const redeemed = await inGroups(codes, 4, async ({ app, code }): Promise<SignedInUser[]> => {
    evicting.maybe();
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => redeemCode(app, code)));
    const good = answers.filter(({ status }) => status === 200);
    expect(answers.filter(({ status }) => status !== 200 && status !== 400)).toEqual([]);
    return Promise.all(good.map(async (answer) => toSignedInUser(app, await tokensIn(answer))));
  });
  const successes = redeemed.map(({ length }) => length);
  printFigures(
    `${codes.length} codes × ${AT_ONCE} at once: ${successes.reduce((a, b) => a + b, 0)} successes, ${await evicting.count()} evictions`,
  );
  expect(successes).toEqual(Array(GRANTS).fill(1));
});

it("200 apps that refresh 10 times at once and lose responses stay signed in, and a replaced token that is used again revokes its grant", async () => {
  const users = await signInMany(USERS, 7_620_000);
  const apps = await inGroups(
    Array.from({ length: GRANTS }, (_, n) => n),
    10,
    async (n): Promise<SignedInUser> => {
      const { key } = users[n % USERS] ?? pick(users);
      const app = await registerApp();
      const answer = await submitConsent(await openConsentPage(app), {
        decision: "approve",
        preset: "read",
        api_key: key,
      });
      return toSignedInUser(app, await tokensIn(await redeemCode(app, codeFrom(answer))));
    },
  );
  let lost = 0;
  const evicting = evictor([() => accountOf(pick(apps).uid)]);
  const result = await inGroups(apps, 4, async (app): Promise<SignedInUser> => {
    evicting.maybe();
    let received: Tokens | undefined;
    while (!received) {
      const answers = await Promise.all(Array.from({ length: REFRESHES }, () => refresh(app.app, app.refresh_token)));
      expect(answers.map(({ status }) => status)).toEqual(Array(REFRESHES).fill(200));
      // Most responses get lost, sometimes all of ten.
      const arriving = answers.filter(() => Math.random() < 0.2);
      lost += answers.length - arriving.length;
      if (arriving.length > 0) received = await tokensIn(pick(arriving));
    }
    return { ...app, ...(await tokensIn(await refresh(app.app, received.refresh_token))) };
  });
  const accepted = await inGroups(result, 10, ({ access_token }) => isAccepted(access_token));
  const lockedOut = accepted.filter((works) => !works).length;
  printFigures(
    `${GRANTS} grants × ${REFRESHES} refreshes at once: ${lost} responses lost, ${lockedOut} locked out, ${await evicting.count()} evictions`,
  );
  expect(lockedOut).toBe(0);

  const revoked = await inGroups(apps, 10, async ({ app, refresh_token }, index) => {
    const answer = await refresh(app, refresh_token);
    return answer.status === 400 && !(await isAccepted(result[index]?.access_token ?? ""));
  });
  printFigures(`${GRANTS} replaced refresh tokens used later: ${revoked.filter(Boolean).length} grants revoked`);
  expect(revoked).toEqual(Array(GRANTS).fill(true));
});
