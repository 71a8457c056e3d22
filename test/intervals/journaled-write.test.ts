import { describe, expect, it } from "vitest";
import * as z from "zod";
import type { ChangeLogWriter } from "../../src/intervals/change-log.ts";
import { failWith, IntervalsError, type IntervalsFailure } from "../../src/intervals/failure.ts";
import { createJournaledWrite } from "../../src/intervals/journaled-write.ts";
import type { Write } from "../../src/intervals/request.ts";

/** What becomes of a journal's entry when a write does what it is told to. */
async function outcomeOf(sends: boolean, failure: IntervalsFailure): Promise<string[]> {
  const noted: string[] = [];
  const journal: ChangeLogWriter = {
    async begin() {
      noted.push("begun");
      return { made: async () => void noted.push("made"), dropped: async () => void noted.push("dropped") };
    },
  };
  const write: Write = async ({ answer }) => answer.parse({ id: 1 });
  const change = createJournaledWrite(write, journal);
  const failing = change({ kind: "event", resultIds: () => [] }, async (send) => {
    if (sends) await send({ method: "POST", path: "x", answer: z.unknown() });
    return failWith(failure);
  });
  await expect(failing).rejects.toThrow(IntervalsError);
  return noted;
}

describe("a change that fails", () => {
  it("is forgotten when it was refused, and left open when nobody knows", async () => {
    expect(await outcomeOf(false, { kind: "rejected", status: 422, reason: "no" })).toEqual(["begun", "dropped"]);
    expect(await outcomeOf(false, { kind: "unknown_outcome" })).toEqual(["begun"]);
  });

  it("is left open when it was written and only looking at it failed", async () => {
    expect(await outcomeOf(true, { kind: "unavailable" })).toEqual(["begun"]);
  });
});
