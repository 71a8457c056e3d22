import type { Mutant } from "./mutant.ts";
import { FOUNDATIONS } from "./mutants/foundations.ts";
import { HTTP } from "./mutants/http.ts";
import { TRAINING } from "./mutants/training.ts";

export const MUTANTS: readonly Mutant[] = [...HTTP, ...FOUNDATIONS, ...TRAINING];
