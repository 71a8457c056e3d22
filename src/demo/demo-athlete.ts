import { DurableObject } from "cloudflare:workers";

export class DemoAthlete extends DurableObject {
  override async fetch(_request: Request): Promise<Response> {
    return new Response(this.ctx.id.name ?? "");
  }
}
