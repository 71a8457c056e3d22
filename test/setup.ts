import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll } from "vitest";
import { fetchWorker } from "./fixtures/oauth-client.ts";

beforeAll(async () => {
  await applyD1Migrations(env.DB, env.MIGRATIONS);
  // The first request loads the Worker, which may take longer than the timeouts that the tests are about.
  await fetchWorker("/healthz");
});
