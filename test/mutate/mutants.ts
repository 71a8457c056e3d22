import type { Mutant } from "./mutant.ts";
import { CALLS } from "./mutants/calls.ts";
import { FOUNDATIONS } from "./mutants/foundations.ts";
import { HTTP } from "./mutants/http.ts";
import { SIGN_IN } from "./mutants/sign-in.ts";
import { TRAINING } from "./mutants/training.ts";

export const MUTANTS: readonly Mutant[] = [...CALLS, ...HTTP, ...FOUNDATIONS, ...SIGN_IN, ...TRAINING];
