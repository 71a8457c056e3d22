/**
 * Compares what the API client sends and reads with the OpenAPI file of Intervals.icu.
 *
 * `npm run contract` checks the requests and answers of the last `npm test` against the committed digest of the file.
 * `-- --spec PLACE` compares another version of the file with the digest; `--report FILE` writes the differences, if
 * there are any. `-- --update PLACE` makes that version the committed one. PLACE is a path or a URL; the live file is
 * https://intervals.icu/api/v1/docs.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { compare, report } from "./compare.ts";
import { DEVIATIONS } from "./deviations.ts";
import { parseDigest, printDigest } from "./digest.ts";
import { checkExchanges, type Exchange } from "./exchanges.ts";
import { printTypes } from "./generate-types.ts";
import { type OpenApi, readOpenApi } from "./openapi.ts";

const DIGEST = "test/contract/openapi-digest.json";
const TYPES = "test/contract/openapi-types.ts";
const EXCHANGES = ".wrangler/contract/exchanges.jsonl";
const CLIENT = "src/intervals";

const { values } = parseArgs({
  options: { spec: { type: "string" }, report: { type: "string" }, update: { type: "string" } },
});
try {
  if (values.update) await update(values.update);
  else if (values.spec) await compareWith(values.spec, values.report);
  else check();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

async function update(place: string): Promise<void> {
  const text = printDigest(await readOpenApi(place));
  writeFileSync(DIGEST, text);
  writeFileSync(TYPES, printTypes(parseDigest(text)));
  console.log(`Wrote ${DIGEST} and ${TYPES}.`);
}

async function compareWith(place: string, reportFile?: string): Promise<void> {
  const digest = readDigest();
  const { operations } = checkExchanges(digest, readExchanges(), DEVIATIONS);
  const differences = compare(digest, await readOpenApi(place), {
    operations: new Set(operations.keys()),
    names: namesInClient(),
  });
  console.log(report(differences));
  if (reportFile && differences.length > 0) writeFileSync(reportFile, `${report(differences)}\n`);
  if (differences.some(({ breaks }) => breaks)) process.exitCode = 1;
}

function check(): void {
  const digest = readDigest();
  const { requests, answers, operations, deviations, problems } = checkExchanges(digest, readExchanges(), DEVIATIONS);
  console.log(`${requests} requests and ${answers} answers of ${operations.size} operations:`);
  console.log(list(operations));
  console.log("Known deviations of the live server from its file that occurred:");
  console.log(list(deviations) || "  none");
  for (const [problem, times] of problems) console.error(`NOT IN THE DIGEST: ${problem} (${times} times)`);
  const isStale = !existsSync(TYPES) || readFileSync(TYPES, "utf8") !== printTypes(digest);
  if (isStale) console.error(`${TYPES} does not match ${DIGEST}: run npm run contract -- --update ${DIGEST}`);
  console.log(`${requests + answers - problems.size} passed, ${problems.size + Number(isStale)} failed`);
  if (problems.size > 0 || isStale) process.exitCode = 1;
}

function readDigest(): OpenApi {
  if (!existsSync(DIGEST)) throw new Error(`${DIGEST} is missing: run npm run contract -- --update PATH_OR_URL`);
  return parseDigest(readFileSync(DIGEST, "utf8"));
}

function readExchanges(): Exchange[] {
  const lines = existsSync(EXCHANGES) ? readFileSync(EXCHANGES, "utf8").split("\n").filter(Boolean) : [];
  if (lines.length === 0) throw new Error(`No exchanges are recorded in ${EXCHANGES}: run npm test first.`);
  // Written by the test run itself.
  return lines.map((line) => JSON.parse(line) as Exchange);
}

/** Every word in the source of the API client. A field that is not among them is neither sent nor read. */
function namesInClient(): Set<string> {
  const files = readdirSync(CLIENT, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  return new Set(files.flatMap((file) => readFileSync(join(CLIENT, file), "utf8").match(/[A-Za-z_]\w*/g) ?? []));
}

function list(counts: ReadonlyMap<string, number>): string {
  return [...counts]
    .sort()
    .map(([what, times]) => `  ${what} (${times})`)
    .join("\n");
}
