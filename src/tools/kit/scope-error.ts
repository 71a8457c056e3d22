import type { Effect } from "../../access/scopes.ts";

/** The call needs more than the person allowed, which only its data could show. */
export class ScopeError extends Error {
  readonly effect: Effect;
  constructor(effect: Effect, because: string) {
    super(because);
    this.name = "ScopeError";
    this.effect = effect;
  }
}
