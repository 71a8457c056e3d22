import type { Client } from "@modelcontextprotocol/client";
import { basicAuth } from "../fixtures/basic-auth.ts";
import { examplesFor } from "../fixtures/examples.ts";
import { startProduct, startUpstream } from "../local/servers.ts";
import { QUESTIONS } from "../routing/questions.ts";
import { type Counter, type Spent, startCounter } from "./counter.ts";
import { percentile, printRow } from "./report.ts";
import { signIn } from "./sign-in.ts";

/** Each has requests of their own to spend, so that the questions are through in seconds. */
const USERS = 8;

interface Answered extends Spent {
  question: string;
  bytes: number;
  failed: boolean;
}

/** What the answers to the questions of `test/routing` weigh, against what Intervals.icu answers for them. */
export async function measureAnswers(): Promise<void> {
  const upstream = await startUpstream();
  const counter = await startCounter(upstream.url);
  const product = await startProduct({ upstream: counter.url });
  try {
    const keys = Array.from({ length: USERS }, (_, index) => `bench-answers-${index}-key0000`);
    const answered = await Promise.all(
      keys.map(async (key, index) => {
        await fetch(`${upstream.url}/__control/athletes`, { method: "POST", body: JSON.stringify({ key }) });
        const asked = QUESTIONS.filter((_, at) => at % USERS === index);
        return answer(asked, await (await signIn(product.url, { api_key: key }))("auto"), () =>
          counter.take(basicAuth(key)),
        );
      }),
    );
    report(answered.flat());
  } finally {
    await product.stop();
    counter.stop();
    await upstream.stop();
  }
}

async function answer(
  asked: typeof QUESTIONS,
  client: Client,
  take: () => ReturnType<Counter["take"]>,
): Promise<Answered[]> {
  const answers: Answered[] = [];
  const examples = await examplesFor(async (name, args) => {
    const { content } = await client.callTool({ name, arguments: args, _meta: { "intervals/format": "json" } });
    return JSON.parse(textOf(content));
  });
  for (const [question, name, args] of asked) {
    take();
    const result = await client.callTool({ name, arguments: args ?? examples[name] ?? {} });
    const structured = result.structuredContent === undefined ? "" : JSON.stringify(result.structuredContent);
    const bytes = Buffer.byteLength(textOf(result.content) + structured);
    answers.push({ question, bytes, failed: result.isError ?? false, ...take() });
  }
  await client.close();
  return answers;
}

function report(answers: Answered[]): void {
  const failed = answers.filter((one) => one.failed);
  if (failed.length > 0) printRow("Questions that failed", failed.map(({ question }) => question).join("; "));
  const bytes = answers.map((one) => one.bytes);
  printRow(
    "Answers",
    `median ${percentile(bytes, 0.5)}, p90 ${percentile(bytes, 0.9)} bytes, ${answers.length} questions`,
  );
  const withFacts = answers.filter(({ jsonBytes }) => jsonBytes > 0);
  const ours = withFacts.map((one) => one.bytes);
  const plain = withFacts.map(({ jsonBytes }) => jsonBytes);
  const share = (at: number) => {
    const [mine, theirs] = [percentile(ours, at), percentile(plain, at)];
    return `${mine} of ${theirs} bytes (${(mine / theirs).toFixed(2)})`;
  };
  printRow(
    "Against the upstream's JSON for the same",
    `median ${share(0.5)}, p90 ${share(0.9)}, ${ours.length} questions`,
  );
  const requests = answers.map((one) => one.requests);
  printRow("Upstream requests per answer", `median ${percentile(requests, 0.5)}, most ${Math.max(...requests)}`);
}

function textOf(content: readonly { type: string; text?: unknown }[]): string {
  return content.map(({ text }) => (typeof text === "string" ? text : "")).join("\n");
}
