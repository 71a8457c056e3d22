import type { Client } from "@modelcontextprotocol/client";
import { basicAuth } from "../fixtures/basic-auth.ts";
import { examplesFor } from "../fixtures/examples.ts";
import { startProduct, startUpstream } from "../local/servers.ts";
import { QUESTIONS } from "../routing/questions.ts";
import { type Counter, startCounter, type Usage } from "./counter.ts";
import { percentile, printRow } from "./report.ts";
import { signIn } from "./sign-in.ts";

/** Each user has their own rate limiter, so that all questions are answered within seconds. */
const USERS = 8;

interface Answered extends Usage {
  question: string;
  bytes: number;
  failed: boolean;
}

/** Compares the size of the answers to the questions in `test/routing` with the upstream responses that they are made from. */
export async function measureAnswers(): Promise<void> {
  const upstream = await startUpstream();
  const counter = await startCounter(upstream.url);
  const product = await startProduct({ upstream: counter.url });
  try {
    const keys = Array.from({ length: USERS }, (_, index) => `bench-answers-${index}-key0000`);
    const answered = await Promise.all(
      keys.map(async (key, index) => {
        await fetch(`${upstream.url}/__control/athletes`, { method: "POST", body: JSON.stringify({ key }) });
        const questions = QUESTIONS.filter((_, position) => position % USERS === index);
        return answer(questions, await (await signIn(product.url, { api_key: key }))("auto"), () =>
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
  questions: typeof QUESTIONS,
  client: Client,
  take: () => ReturnType<Counter["take"]>,
): Promise<Answered[]> {
  const answers: Answered[] = [];
  const examples = await examplesFor(async (name, args) => {
    const { content } = await client.callTool({ name, arguments: args, _meta: { "intervals/format": "json" } });
    return JSON.parse(textOf(content));
  });
  for (const [question, name, args] of questions) {
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
  const withUpstreamJson = answers.filter(({ jsonBytes }) => jsonBytes > 0);
  const answerBytes = withUpstreamJson.map((one) => one.bytes);
  const upstreamBytes = withUpstreamJson.map(({ jsonBytes }) => jsonBytes);
  const share = (at: number) => {
    const [own, upstream] = [percentile(answerBytes, at), percentile(upstreamBytes, at)];
    return `${own} of ${upstream} bytes (${(own / upstream).toFixed(2)})`;
  };
  printRow(
    "Compared with the upstream's JSON",
    `median ${share(0.5)}, p90 ${share(0.9)}, ${answerBytes.length} questions`,
  );
  const requests = answers.map((one) => one.requests);
  printRow("Upstream requests per answer", `median ${percentile(requests, 0.5)}, maximum ${Math.max(...requests)}`);
}

function textOf(content: readonly { type: string; text?: unknown }[]): string {
  return content.map(({ text }) => (typeof text === "string" ? text : "")).join("\n");
}
