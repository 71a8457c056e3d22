import { fetchOutside } from "./fixtures/fake-network.ts";

// Before the Worker is loaded, which keeps a hand on what it finds here.
globalThis.fetch = fetchOutside;
