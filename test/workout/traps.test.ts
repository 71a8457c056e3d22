import { describe, expect, test } from "vitest";
import { parseWorkout } from "../../src/workout/parse.ts";
import { TRAPS, type Trap } from "../../src/workout/traps.ts";

describe("every trap", () => {
  for (const [id, trap] of Object.entries<Trap>(TRAPS)) {
    test(`is found: ${id}`, () => {
      const { problems } = parseWorkout(trap.wrong, trap.sport);
      const problem = problems.find((it) => it.trap === id);
      expect(problem).toMatchObject({ severity: trap.severity, evidence: trap.evidence });
      expect(problem?.message).toContain(trap.rule);
      expect(problem?.correction === undefined).toBe(trap.right === undefined);
    });
  }
});
