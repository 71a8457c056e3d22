import { describe, expect, test } from "vitest";
import reference from "../../../docs/intervals-api.md?raw";
import { fixWorkout } from "../../../src/workout/fix/fix.ts";
import { lintWorkout } from "../../../src/workout/lint/lint.ts";
import { RULES } from "../../../src/workout/lint/rules.ts";
import { withoutPositions } from "../../../src/workout/steps.ts";
import { parseWorkout } from "../../../src/workout/syntax/parse.ts";

describe.for(RULES)("the rule $id", ({ id, severity, evidence, help, example, fix }) => {
  const { sport, bad, good } = example;

  test("reports its bad example", () => {
    const found = lintWorkout(bad, { sport }).problems.find(({ rule }) => rule === id);
    expect(found).toMatchObject({ severity, evidence });
    expect(found?.message).toContain(help);
    expect(found?.correction === undefined).toBe(good === undefined);
  });

  test("corrects its bad example to the good one, if there is one", () => {
    expect(fixWorkout(bad, { athlete: { sport } }).text).toBe(good ?? bad);
    if (good !== undefined) expect(fix).toBeDefined();
  });

  test("reports nothing in its good example", () => {
    const left = lintWorkout(good ?? "", { sport }).problems.filter((it) => it.severity !== "info");
    expect(left.filter(({ rule }) => rule !== "no-load")).toEqual([]);
  });
});

describe("the rules", () => {
  test("have unique ids and cite a section of docs/intervals-api.md", () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
    for (const { source } of RULES) expect(reference).toContain(`### ${source.slice(1)} `);
  });

  test("have a fix, except for infos and rules for the whole workout", () => {
    const unfixable = RULES.filter(({ fix, check }) => fix === undefined && check.workout === undefined);
    expect(unfixable.filter(({ severity }) => severity !== "info")).toEqual([]);
  });

  test("are errors if and only if the server parses other steps than intended", () => {
    // Only a cue, a section or the type of a rest is lost.
    const minor = new Set([
      "target-first",
      "digits-in-cue",
      "section-spelling",
      "section-empty",
      "rest-suffix",
      "cooldown-repeated",
    ]);
    // The server may parse these in another way than this parser.
    const unproven = new Set(["long-minutes", "repeat-after-text", "repeat-unclosed"]);
    for (const { id, severity, example } of RULES) {
      const { sport, bad, good } = example;
      // The correction of `last-wins` removes the lost value.
      if (id === "last-wins" || good === undefined || minor.has(id) || unproven.has(id)) continue;
      const steps = (text: string) => JSON.stringify(withoutPositions(parseWorkout(text, { sport }).steps));
      expect({ id, isError: steps(bad) !== steps(good) }).toEqual({ id, isError: severity === "error" });
    }
  });
});
