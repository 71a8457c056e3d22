/**
 * `npm run mutate`: breaks important lines one by one and reports those that no test notices.
 *
 *     npm run mutate                    all mutants
 *     npm run mutate -- --sample 8      a random sample; the seed is printed, and `--seed N` repeats it
 *     npm run mutate -- --only undo     mutants whose name, file or reason contains a word
 */
import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import type { Mutant } from "./mutant.ts";
import { MUTANTS } from "./mutants.ts";

/** Mutants that no test notices. May only fall. */
const SURVIVOR_BUDGET = 0;

type Outcome = "killed" | "survived" | "invalid";

const { values } = parseArgs({
  options: {
    sample: { type: "string" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) },
    only: { type: "string", default: "" },
    jobs: { type: "string", default: "2" },
  },
});

const matching = MUTANTS.filter((mutant) => Object.values(mutant).flat().join(" ").includes(values.only));
const chosen = values.sample ? sampleOf(matching, Number(values.sample), Number(values.seed)) : matching;
if (chosen.length === 0) fail(`no mutant contains "${values.only}"`);
console.log(`${chosen.length} of ${MUTANTS.length} mutants${values.sample ? `, seed ${values.seed}` : ""}`);

const workspaces = Array.from({ length: Number(values.jobs) }, createWorkspace);
try {
  const baseline = await runTests(workspaces[0] ?? "", [...new Set(chosen.flatMap(({ tests }) => tests))]);
  if (baseline.outcome !== "survived") fail(`the tests fail without any mutant:\n${baseline.output}`);

  const queue = [...chosen];
  const results = new Map<Mutant, Outcome>();
  await Promise.all(
    workspaces.map(async (workspace) => {
      for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
        const outcome = await tryMutant(workspace, mutant);
        results.set(mutant, outcome);
        console.log(`${outcome.padEnd(8)} ${mutant.file}: ${mutant.breaks}`);
      }
    }),
  );

  const count = (wanted: Outcome) => [...results.values()].filter((outcome) => outcome === wanted).length;
  const [killed, survived, invalid] = [count("killed"), count("survived"), count("invalid")];
  const score = Math.round((killed / results.size) * 100);
  console.log(`\n${killed} killed, ${survived} survived, ${invalid} invalid: score ${score} %`);
  console.log(`Budget of survivors: ${SURVIVOR_BUDGET}`);
  if (survived > SURVIVOR_BUDGET || invalid > 0) process.exitCode = 1;
} finally {
  for (const workspace of workspaces) rmSync(workspace, { recursive: true, force: true });
}

/** A copy of the working tree, so that the tree itself is never broken. */
function createWorkspace(): string {
  const workspace = mkdtempSync(join(tmpdir(), "mutate-"));
  const listed = spawnSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    encoding: "utf8",
  });
  for (const file of listed.stdout.split("\0").filter((name) => name !== "" && !name.startsWith("node_modules"))) {
    const target = join(workspace, file);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(file, target);
  }
  symlinkSync(join(process.cwd(), "node_modules"), join(workspace, "node_modules"));
  return workspace;
}

async function tryMutant(workspace: string, { file, find, replace, tests }: Mutant): Promise<Outcome> {
  const path = join(workspace, file);
  const original = readFileSync(path, "utf8");
  const parts = original.split(find);
  if (parts.length !== 2) {
    console.log(`         "${find}" occurs ${parts.length - 1} times in ${file}; it must occur once`);
    return "invalid";
  }
  writeFileSync(path, parts.join(replace));
  try {
    const { outcome, output } = await runTests(workspace, tests);
    if (outcome === "invalid") console.log(output);
    return outcome;
  } finally {
    writeFileSync(path, original);
  }
}

interface Report {
  success: boolean;
  numTotalTests: number;
  numFailedTests: number;
}

/** A mutant is killed by a failing test. A file that cannot be loaded says nothing: such a mutant is invalid. */
async function runTests(workspace: string, tests: readonly string[]): Promise<{ outcome: Outcome; output: string }> {
  const reportFile = join(workspace, "report.json");
  rmSync(reportFile, { force: true });
  const args = ["run", "--config", "test/vitest.config.ts", "--reporter=json", `--outputFile=${reportFile}`];
  const vitest = spawn("vitest", [...args, "--bail=1", ...tests], { cwd: workspace });
  let output = "";
  for (const stream of [vitest.stdout, vitest.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk));
  await new Promise((resolve) => vitest.on("close", resolve));
  output = output.slice(-4000);
  let report: Report;
  try {
    report = JSON.parse(readFileSync(reportFile, "utf8"));
  } catch {
    return { outcome: "invalid", output };
  }
  if (report.numFailedTests > 0) return { outcome: "killed", output };
  return { outcome: report.success && report.numTotalTests > 0 ? "survived" : "invalid", output };
}

/** Fisher–Yates with a linear congruential generator (Numerical Recipes), so that a seed repeats a sample. */
function sampleOf(mutants: readonly Mutant[], size: number, seed: number): Mutant[] {
  const shuffled = [...mutants];
  let state = seed >>> 0;
  for (let index = shuffled.length - 1; index > 0; index--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (index + 1));
    const moved = shuffled.splice(other, 1);
    shuffled.push(...moved);
  }
  return shuffled.slice(0, size);
}

function fail(reason: string): never {
  throw new Error(reason);
}
