import "./fixtures/fake-network.ts";
import worker, * as deployed from "../src/index.ts";
import { letAlarmsFollowClock } from "./fixtures/clock.ts";
import { deployedEnv } from "./fixtures/deployment.ts";
import { COMMAND } from "./fixtures/poison-command.ts";
import { ConfigurableDemoAthlete } from "./sandbox/configurable-demo-athlete.ts";

export default {
  fetch: (request, env, ctx) => worker.fetch(request, deployedEnv(env), ctx),
  scheduled: (controller, env) => worker.scheduled(controller, deployedEnv(env)),
} satisfies ExportedHandler<Env>;

export class Account extends deployed.Account {
  constructor(ctx: DurableObjectState, env: Env) {
    letAlarmsFollowClock(ctx.storage);
    super(ctx, deployedEnv(env));
  }
}

export class McpSession extends deployed.McpSession {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, deployedEnv(env));
  }
}

/** Records every exchange of our client with the demo athlete for the contract check. */
export class DemoAthlete extends ConfigurableDemoAthlete {
  override async fetch(request: Request): Promise<Response> {
    const { RECORDER } = this.env;
    if (!RECORDER || request.headers.get("User-Agent") !== "intervals-icu-remote-mcp") return super.fetch(request);
    const sent = request.clone();
    const response = await super.fetch(request);
    const exchange = {
      method: sent.method,
      url: sent.url,
      requestBody: await readText(sent),
      status: response.status,
      contentType: response.headers.get("Content-Type"),
      responseBody: await readText(response.clone()),
    };
    // Undo writes back what a test has poisoned, which is nothing that the API could have returned.
    const isPoisoned = [exchange.requestBody, exchange.responseBody].some((body) => body.includes(COMMAND));
    if (!isPoisoned) await RECORDER.fetch("http://recorder/", { method: "POST", body: JSON.stringify(exchange) });
    return response;
  }
}

/** Like `text()`, which warns about binary bodies. */
const readText = async (body: Request | Response) => new TextDecoder().decode(await body.arrayBuffer());
