import "./fixtures/fake-network.ts";
import { DemoAthlete as Original } from "../src/sandbox/demo-athlete.ts";

export { Account, default, McpSession } from "../src/index.ts";

/** Records every exchange of our client with the demo athlete for the contract check. */
export class DemoAthlete extends Original {
  override async fetch(request: Request): Promise<Response> {
    const { RECORDER } = this.env;
    if (!RECORDER || request.headers.get("User-Agent") !== "intervals-icu-remote-mcp") return super.fetch(request);
    const sent = request.clone();
    const response = await super.fetch(request);
    const exchange = {
      method: sent.method,
      url: sent.url,
      requestBody: await sent.text(),
      status: response.status,
      contentType: response.headers.get("Content-Type"),
      responseBody: await response.clone().text(),
    };
    await RECORDER.fetch("http://recorder/", { method: "POST", body: JSON.stringify(exchange) });
    return response;
  }
}
