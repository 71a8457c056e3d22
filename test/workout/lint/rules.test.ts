import { describe, expect, test } from "vitest";
import reference from "../../../docs/intervals-api.md?raw";
import { fixWorkout } from "../../../src/workout/fix/fix.ts";
import { lintWorkout } from "../../../src/workout/lint/lint.ts";
import { RULES } from "../../../src/workout/lint/rules.ts";
import { withoutPositions } from "../../../src/workout/steps.ts";
import { parseWorkout } from "../../../src/workout/syntax/parse.ts";

describe.for(RULES)("$id", ({ id, severity, evidence, help, example, fix }) => {
  const { sport, bad, good } = example;

  test("finds its bad example", () => {
    const found = lintWorkout(bad, { sport }).problems.find(({ rule }) => rule === id);
    expect(found).toMatchObject({ severity, evidence });
    expect(found?.message).toContain(help);
    expect(found?.correction === undefined).toBe(good === undefined);
  });

  test("repairs its bad example where that has one meaning", () => {
    expect(fixWorkout(bad, { sport }).text).toBe(good ?? bad);
    if (good !== undefined) expect(fix).toBeDefined();
  });

  test("finds nothing in its good example", () => {
    const left = lintWorkout(good ?? "", { sport }).problems.filter((it) => it.severity !== "info");
    expect(left.filter(({ rule }) => rule !== "no-load")).toEqual([]);
  });
});

describe("the rules", () => {
  test("have an id of their own, and cite a section of the API reference", () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
    for (const { source } of RULES) expect(reference).toContain(`### ${source.slice(1)} `);
  });

  test("correct everything but what is only worth knowing, or concerns the workout as a whole", () => {
    const unfixable = RULES.filter(({ fix, check }) => fix === undefined && check.workout === undefined);
    expect(unfixable.filter(({ severity }) => severity !== "info")).toEqual([]);
  });

  test("are errors exactly where the server's steps are not those meant", () => {
    // Here only a cue, a mark or the type of a rest is lost.
    const minor = new Set([
      "target-first",
      "digits-in-cue",
      "section-spelling",
      "section-empty",
      "rest-suffix",
      "cooldown-repeated",
    ]);
    // The server may read these in another way than this parser.
    const unproven = new Set(["long-minutes", "repeat-after-text", "repeat-unclosed"]);
    for (const { id, severity, example } of RULES) {
      const { sport, bad, good } = example;
      // `last-wins` loses what cannot be kept.
      if (id === "last-wins" || good === undefined || minor.has(id) || unproven.has(id)) continue;
      const steps = (text: string) => JSON.stringify(withoutPositions(parseWorkout(text, { sport }).steps));
      expect({ id, isError: steps(bad) !== steps(good) }).toEqual({ id, isError: severity === "error" });
    }
  });
});
