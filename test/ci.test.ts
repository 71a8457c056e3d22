import { expect, it } from "vitest";
import script from "../.ci/run?raw";
import workflow from "../.github/workflows/ci.yml?raw";

it("runs every step of .ci/run in exactly one job on GitHub, in the order of the script", () => {
  const steps = [...script.matchAll(/^step "([^"]+)"/gm)].map(([, name = ""]) => name);
  const jobs = [...workflow.matchAll(/ steps: ([^}\n]+)/g)].map(([, names = ""]) => names.trim().split(" "));
  expect(steps).toContain("tests");
  // Every job installs first.
  expect(["install", ...jobs.flat()].sort()).toEqual(steps.toSorted());
  for (const names of jobs)
    expect(names).toEqual(names.toSorted((one, other) => steps.indexOf(one) - steps.indexOf(other)));
});
