import type { Domain } from "../steps.ts";
import type { Thresholds } from "../thresholds.ts";
import { type Effort, thresholdOf } from "./effort.ts";
import { ASSUMED_RESTING_HR } from "./load.ts";

const NAMES: Record<Domain, { target: string; threshold: string }> = {
  power: { target: "power", threshold: "FTP" },
  hr: { target: "heart rate", threshold: "threshold heart rate" },
  pace: { target: "pace", threshold: "threshold pace" },
};

/** What an estimate assumes, as sentences. `domain`: the one that the load comes from. */
export function assumptionsOf(
  efforts: readonly Effort[],
  { domain, thresholds }: { domain: Domain | null; thresholds: Thresholds },
): string[] {
  const assumptions = new Set(efforts.flatMap((effort) => effort.assumptions));
  if (domain === null) return [...assumptions];
  const { target, threshold } = NAMES[domain];
  if (thresholdOf(domain, thresholds) === null) return [...assumptions.add(`${threshold} is not known: no load`)];
  const isBorrowed = ({ own, counted }: Effort) => own[domain] === null && counted[domain] !== null;
  const candidates: [applies: boolean, sentence: string][] = [
    [
      efforts.some(isBorrowed),
      `steps without a ${target} target count with the percentage of threshold of their other target`,
    ],
    [efforts.some(({ counted }) => counted[domain] === null), "steps without a target add time but no load"],
    [
      domain === "hr" && thresholds.restingHr === undefined,
      `resting heart rate is not known: ${ASSUMED_RESTING_HR} bpm is assumed`,
    ],
    [
      domain === "hr" && thresholds.maxHr === undefined,
      "maximum heart rate is not known: threshold is assumed to be 90% of it",
    ],
  ];
  for (const [applies, sentence] of candidates) if (applies) assumptions.add(sentence);
  return [...assumptions];
}
