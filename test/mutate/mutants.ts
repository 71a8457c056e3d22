import type { Mutant } from "./mutant.ts";
import { ACCOUNT } from "./mutants/account.ts";
import { CALLS } from "./mutants/calls.ts";
import { FOUNDATIONS } from "./mutants/foundations.ts";
import { HTTP } from "./mutants/http.ts";
import { INTERVALS } from "./mutants/intervals.ts";
import { SANDBOX } from "./mutants/sandbox.ts";
import { SIGN_IN } from "./mutants/sign-in.ts";
import { TRAINING } from "./mutants/training.ts";
import { WORKOUT } from "./mutants/workout.ts";

export const MUTANTS: readonly Mutant[] = [
  ...ACCOUNT,
  ...CALLS,
  ...FOUNDATIONS,
  ...HTTP,
  ...INTERVALS,
  ...SANDBOX,
  ...SIGN_IN,
  ...TRAINING,
  ...WORKOUT,
];
