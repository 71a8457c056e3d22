import { beforeAll, describe, expect, it } from "vitest";
import { type Host, legacyHost, modernHost } from "../host.ts";
import { type SignIn, signIn } from "../person.ts";

let person: SignIn;
beforeAll(async () => {
  person = await signIn();
});

describe.each([
  ["2026-07-28, stateless", modernHost],
  ["2025-11-25, in a session", legacyHost],
])("%s", (_, connect) => {
  let host: Host;
  beforeAll(async () => {
    host = await connect(person.access_token);
  });

  it("lists the tools", async () => {
    const tools = await host.listTools();
    expect(tools.map(({ name }) => name)).toContain("icu_get_wellness_data");
  });

  it("answers a call", async () => {
    const answer = await host.call("icu_get_athlete_profile");
    expect(answer.isError).toBe(false);
  });
});
