import { env } from "cloudflare:workers";
import type { ConfigurableDemoAthlete } from "./configurable-demo-athlete.ts";

// The binding has the type of the deployed class, whose place the configurable one takes in test/worker.ts.
export const demoAthletes = env.DEMO_ATHLETE_OBJECT as unknown as DurableObjectNamespace<ConfigurableDemoAthlete>;
