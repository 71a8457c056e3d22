import { describe, expect, it } from "vitest";
import { demoAthlete, type Json, rideId } from "../athlete.ts";

describe("the comments on activities", () => {
  it("include a prompt injection", async () => {
    const athlete = await demoAthlete();
    const recent = await athlete.read<Json[]>("/athlete/0/activities?oldest=2026-04-25&fields=id,source");
    const all = (await Promise.all(recent.map(({ id }) => athlete.read<Json[]>(`/activity/${id}/messages`)))).flat();
    expect(all.map(({ name }) => name)).toEqual(["Demo Coach", "Demo Coach", "Demo Coach"]);
    expect(all.some(({ content }) => String(content).includes("Ignore all previous instructions"))).toBe(true);
  });

  it("can be added, and listed since an id and up to a limit", async () => {
    const athlete = await demoAthlete();
    const id = await rideId(athlete);
    const ids: unknown[] = [];
    for (const content of ["one", "two", "three"]) {
      const reply = await athlete.write("POST", `/activity/${id}/messages`, { content });
      expect(reply).toEqual({ id: expect.any(Number), new_chat: null });
      ids.push(reply.id);
    }
    const since = await athlete.read<Json[]>(`/activity/${id}/messages?sinceId=${ids[0]}`);
    expect(since.map(({ content }) => content)).toEqual(["two", "three"]);
    expect(await athlete.read(`/activity/${id}/messages?sinceId=${ids[0]}&limit=1`)).toHaveLength(1);
  });
});

describe("the messages of a chat", () => {
  it("are sorted from newest to oldest and can be limited to those before an id", async () => {
    const athlete = await demoAthlete();
    const [chat] = await athlete.read<Json[]>("/athlete/0/chats");
    const sent = await athlete.write("POST", "/chats/send-message", { chat_id: chat?.id, content: "Tired" });
    const [newest] = await athlete.read<Json[]>(`/chats/${chat?.id}/messages`);
    expect(newest).toMatchObject({ id: sent.id, content: "Tired" });
    const [before] = await athlete.read<Json[]>(`/chats/${chat?.id}/messages?beforeId=${sent.id}`);
    expect(before?.name).toBe("Demo Coach");
  });
});
