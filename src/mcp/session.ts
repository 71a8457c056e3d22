import { DurableObject } from "cloudflare:workers";

export class McpSession extends DurableObject {}
