import { describe, expect, it } from "vitest";
import { limitOutput, limitText, MAX_ANSWER_CHARACTERS } from "../../src/mcp/limit-answer.ts";

const line = `${"x".repeat(99)}\n`;

describe("an answer", () => {
  it("is unchanged up to 100,000 characters", () => {
    const text = line.repeat(1_000);
    expect(limitText(text)).toBe(text);
    const output = { days: [text.slice(0, 90_000)] };
    expect(limitOutput(output)).toBe(output);
  });

  it("A93 ends after a whole line, and says how much is missing", () => {
    const [shown = "", notice] = limitText(line.repeat(1_001)).split("\n\n");
    expect(shown.split("\n").every((one) => one.length === 99)).toBe(true);
    expect(notice).toBe(
      "This answer is incomplete: 99999 of 100100 characters are shown. Ask for less at once: a shorter range, a smaller limit, or fewer fields.",
    );
  });

  it("A93 without lines is cut, but not within a character", () => {
    const text = limitText(`x${"🚴".repeat(100_000)}`);
    expect(text.length).toBeLessThan(MAX_ANSWER_CHARACTERS + 300);
    expect(text).toContain("This answer is incomplete");
    expect(text.isWellFormed()).toBe(true);
  });

  it("A93 as JSON has fewer entries in its longest list, and keeps the others", () => {
    const days = Array.from({ length: 5_000 }, (_, index) => ({ day: index, comment: "x".repeat(80) }));
    const limited = limitOutput({ total: 5_000, sports: ["Ride"], days });
    expect(limited).toMatchObject({ total: 5_000, sports: ["Ride"], cut: expect.stringContaining("incomplete") });
    expect(limited.days).toEqual(days.slice(0, 625));
    expect(JSON.stringify(limited).length).toBeLessThanOrEqual(MAX_ANSWER_CHARACTERS);
  });

  it("A93 as JSON is cut in nested lists and in text", () => {
    const limited = limitOutput({
      points: { watts: Array(90_000).fill(200), time: [1, 2] },
      text: "y".repeat(200_000),
    });
    expect(JSON.stringify(limited).length).toBeLessThanOrEqual(MAX_ANSWER_CHARACTERS);
    expect(limited.points).toMatchObject({ time: [1, 2] });
    expect(limited.text).toMatch(/^y+$/);
  });

  it("A93 as JSON that cannot be shortened is only a notice", () => {
    const fields = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`field${index}`, index]));
    expect(limitOutput(fields)).toEqual({ cut: expect.stringContaining("The answer has") });
  });
});
