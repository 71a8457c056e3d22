import { describe, expect, it } from "vitest";
import { demoAthlete, type Json } from "../athlete.ts";

describe("a custom item", () => {
  it("needs valid content, and the error does not say what is wrong", async () => {
    const athlete = await demoAthlete();
    const create = (content: Json) =>
      athlete.call("POST", "/athlete/0/custom-item", { body: { type: "INPUT_FIELD", name: "Mood", content } });
    for (const content of [
      { code: "mood", type: "numeric" },
      { code: "Mood", type: "number" },
      { code: "Mood", type: "numeric", aggregate: "AVG" },
    ]) {
      expect(await create(content)).toMatchObject({ status: 400, text: '{"status":400,"error":"Bad Request"}' });
    }
    expect((await create({ code: "Mood", type: "numeric", aggregate: "AVERAGE" })).status).toBe(200);
  });

  it("loses content that is not sent again", async () => {
    const athlete = await demoAthlete();
    const content = { code: "Alcohol", type: "numeric" };
    expect((await athlete.write("PUT", "/athlete/0/custom-item/6101", { content })).content).toEqual(content);
    expect(await athlete.call("DELETE", "/athlete/0/custom-item/6101")).toMatchObject({ status: 200, text: "" });
    expect((await athlete.call("GET", "/athlete/0/custom-item/6101")).status).toBe(404);
  });
});
