import { beforeAll, describe, expect, it } from "vitest";
import { athleteSession } from "../fixtures/athlete-session.ts";
import { resetClock, setClock } from "../fixtures/clock.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { connectSession, type McpClient, withRefilledRateLimiter } from "../fixtures/mcp-client.ts";
import { signIn } from "../fixtures/oauth-client.ts";

const { text, json, call, errorText } = athleteSession({ athlete: { id: "i7700001" } });
/** A coach with a connection for an athlete they coach. */
const coach = athleteSession();

let pupil: string;
let delegate: McpClient;
beforeAll(async () => {
  pupil = (await json("icu_list_athletes")).athletes[1].athlete_id;
  const athleteId = (await coach.json("icu_list_athletes")).athletes[1].athlete_id;
  resetClock();
  const { access_token } = await signIn({ key: coach.key, athleteId });
  delegate = withRefilledRateLimiter(await connectSession(access_token));
  setClock();
});

describe("athlete_id", () => {
  it("reads the data of a coached athlete and names them in the answer", async () => {
    expect(
      (await text("icu_get_wellness_for_date", { date: "yesterday", athlete_id: pupil }))
        .split("\n")[0]
        ?.replace(pupil, "iPUPIL"),
    ).toBe("Wellness on Tue 2026-05-12 of «Demo Pupil» (iPUPIL) · today is Wed 2026-05-13 (Pacific/Auckland)");
    expect(upstream.requests.map(({ path }) => path.split("/")[4])).not.toContain("0");
  });

  it("may be the athlete of a connection, who is named in the answer", async () => {
    expect((await delegate.call("icu_get_gear_list")).text.split("\n")[0]).toMatch(
      /^Gear of «Demo Pupil» \(i\d+\) · today is Wed 2026-05-13 \(Pacific\/Auckland\)$/,
    );
    const own = await delegate.call("icu_get_gear_list", { athlete_id: "0" });
    expect(own.text.split("\n")[0]).toContain("Gear of «Demo Athlete» (0)");
  });

  it("may be the athlete's own id, which is not named in the answer", async () => {
    const { text, isError } = await call("icu_get_fitness_summary", { athlete_id: "i7700001" });
    expect([isError, text.split("\n")[0]]).toEqual([false, "Fitness · today is Wed 2026-05-13 (Pacific/Auckland)"]);
  });

  it("is rejected with an explanation for an athlete whom the user does not coach", async () => {
    expect(await errorText("icu_get_fitness_summary", { athlete_id: "i1" })).toBe(
      "Intervals.icu gives the connected account no access to this athlete, or not to this part of their data. icu_list_athletes lists whose data can be read.",
    );
  });
});
