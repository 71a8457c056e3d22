/**
 * Everything that Intervals.icu stores without complaint and does otherwise than the writer meant. One row is one
 * mistake: the parser reports it by its id, the guide prints it, and a test holds every `wrong` against its `right`.
 */
import { EXTENT_TRAPS } from "./extent-traps.ts";
import { LINE_TRAPS } from "./line-traps.ts";
import { OPTION_TRAPS } from "./option-traps.ts";
import { TARGET_TRAPS } from "./target-traps.ts";

export type { Severity, Trap } from "./trap.ts";

export const TRAPS = { ...EXTENT_TRAPS, ...TARGET_TRAPS, ...OPTION_TRAPS, ...LINE_TRAPS };

export type TrapId = keyof typeof TRAPS;
